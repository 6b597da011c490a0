/** Kunming's 14 county-level units: codes, weights, and the area prefixes that their people carry. */

export interface County {
  readonly code: string
  readonly name: string
  /** Registered households of a hundred. */
  readonly registered: number
  /** Relative size of the whole population. */
  readonly population: number
  readonly towns: readonly string[]
  /** Earlier codes: people born before that year carry the code (GB/T 2260 of the time). */
  readonly history: readonly { readonly before: number; readonly area: string }[]
}

const county = (
  code: string,
  name: string,
  registered: number,
  population: number,
  towns: string,
  history: County['history'] = [],
): County => ({ code, name, registered, population, towns: towns.split(' '), history })

export const COUNTIES: readonly County[] = [
  county('530102', '五华区', 0, 100, '厂口街道 西翥街道'),
  county('530103', '盘龙区', 1, 90, '松华街道 滇源街道 阿子营街道'),
  county('530111', '官渡区', 0, 95, '大板桥街道 六甲街道'),
  county('530112', '西山区', 0, 80, '团结街道 碧鸡街道'),
  county('530113', '东川区', 30, 55, '铜都街道 汤丹镇 因民镇 阿旺镇 乌龙镇 红土地镇 拖布卡镇 舍块乡', [
    { before: 1998, area: '530200' },
  ]),
  county('530114', '呈贡区', 0, 35, '七甸街道 马金铺街道', [{ before: 2011, area: '530121' }]),
  county('530115', '晋宁区', 1, 50, '夕阳彝族乡 双河彝族乡 六街镇', [{ before: 2016, area: '530122' }]),
  county('530124', '富民县', 2, 27, '款庄镇 罗免镇 赤鹫镇 东村镇'),
  county('530125', '宜良县', 3, 75, '九乡彝族回族乡 耿家营彝族苗族乡 竹山镇 马街镇', [
    { before: 1983, area: '532229' },
  ]),
  county('530126', '石林县', 3, 45, '西街口镇 长湖镇 圭山镇 大可乡', [{ before: 1983, area: '532230' }]),
  county('530127', '嵩明县', 2, 55, '牛栏江镇 小街镇 杨桥街道', [{ before: 1983, area: '532232' }]),
  county(
    '530128',
    '禄劝县',
    25,
    85,
    '屏山街道 撒营盘镇 转龙镇 茂山镇 团街镇 中屏镇 皎平渡镇 乌东德镇 翠华镇 九龙镇 云龙乡 汤郎乡 马鹿塘乡 则黑乡 乌蒙乡 雪山乡',
    [{ before: 1983, area: '532330' }],
  ),
  county(
    '530129',
    '寻甸县',
    33,
    100,
    '仁德街道 塘子街道 金所街道 羊街镇 柯渡镇 倘甸镇 功山镇 河口镇 七星镇 先锋镇 鸡街镇 凤合镇 六哨乡 联合乡 金源乡 甸沙乡',
    [
      { before: 1997, area: '532231' },
      { before: 1998, area: '530327' },
    ],
  ),
  county('530181', '安宁市', 0, 50, '草铺街道 八街街道', [{ before: 1995, area: '530123' }]),
]

export const COUNTY_CODES: readonly string[] = COUNTIES.map(({ code }) => code)

/** Prefixes of people who moved to the city with their numbers. */
const ELSEWHERE = ['530325', '530326', '532325', '532128', '530622', '513433', '510623', '430522'] as const

/** The area prefix of somebody of `county` born in `year`; `draw` in [0, 1) sends one in thirty elsewhere. */
export function areaOf(county: County, year: number, draw: number): string {
  if (draw < 1 / 30) return ELSEWHERE[Math.floor(draw * 30 * ELSEWHERE.length)] as string
  return county.history.find(({ before }) => year < before)?.area ?? county.code
}

const HUNDRED = spread()

/** The counties of a hundred consecutive households, mixed so that small cities have a bit of everything. */
function spread(): readonly number[] {
  const slots = COUNTIES.flatMap(({ registered }, index) => Array.from({ length: registered }, () => index))
  return slots.map((_, i) => slots[(i * 37 + 11) % slots.length] as number)
}

const BEFORE = COUNTIES.map((_, county) => {
  let count = 0
  return HUNDRED.map(slot => (slot === county ? count++ : count))
})

/** County of the `index`-th registered household, and how many of that county came before it. */
export function countyOfHousehold(index: number): { county: County; ordinal: number } {
  const slot = index % HUNDRED.length
  const which = HUNDRED[slot] as number
  const county = COUNTIES[which] as County
  const before = (BEFORE[which] as readonly number[])[slot] as number
  return { county, ordinal: Math.floor(index / HUNDRED.length) * county.registered + before }
}

const TOTAL_POPULATION = COUNTIES.reduce((sum, { population }) => sum + population, 0)

/** A county by population, from a draw in [0, 1). */
export function countyByPopulation(draw: number): County {
  let point = draw * TOTAL_POPULATION
  for (const county of COUNTIES) {
    point -= county.population
    if (point < 0) return county
  }
  return COUNTIES[0] as County
}
