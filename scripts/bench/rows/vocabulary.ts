/** The texts of the cells other than ID numbers, encoded once, side by side. */
import { Random } from '../../synth/random.ts'
import { type Encoding, encode } from './encoding.ts'

/** Encoded texts: the n-th is `bytes` from `starts[n]` to `starts[n + 1]`. */
export interface Words {
  readonly count: number
  readonly bytes: Uint8Array
  readonly starts: Uint32Array
}

export function words(texts: readonly string[], encoding: Encoding): Words {
  const parts = texts.map(text => encode(text, encoding))
  const starts = new Uint32Array(parts.length + 1)
  parts.forEach((part, n) => {
    starts[n + 1] = (starts[n] ?? 0) + part.length
  })
  return { count: texts.length, bytes: Buffer.concat(parts), starts }
}

const SURNAMES =
  '李王张杨刘陈马赵周徐朱孙胡何高罗郑梁宋唐许邓冯韩曹曾彭肖蔡潘田董袁于余叶杜苏魏吕丁任卢姚沈钟'
const GIVEN =
  '伟强军勇杰涛明超平刚辉鹏华飞斌波志建国福贵顺发荣安富正光海云林芳娟敏静丽艳秀英琼美兰凤珍玲霞燕翠莲'
const NAMES = 4096
const VEHICLES: readonly string[] = [
  '小型轿车,K33',
  '小型普通客车,K31',
  '轻型普通货车,H31',
  '普通二轮摩托车,M11',
  '微型面包车,K43',
  '重型自卸货车,H12',
].flatMap(pair => pair.split(','))
const QUOTED_OWNERS = ['云南通达运输有限公司,寻甸分公司', '马"小"明', '李伟,\n李强 (共有)']
const QUOTED_USES = ['非营运\n(原营运转)', '自用,\n"家用"', '货运;\t自卸', '租赁"专线"\n\n2016年变更']

const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`

const names = (random: Random): readonly string[] =>
  Array.from({ length: NAMES }, () => {
    const given = Array.from({ length: random.weighted([[1, 3] as const, [2, 6] as const]) }, () =>
      random.pick([...GIVEN]),
    )
    return random.pick([...SURNAMES]) + given.join('')
  })

const dates = (): readonly string[] => {
  const first = Date.UTC(1998, 0, 1)
  return Array.from({ length: 7200 }, (_, day) =>
    new Date(first + day * 86_400_000).toISOString().slice(0, 10),
  )
}

const prices = (random: Random): readonly string[] =>
  Array.from({ length: 2048 }, () => `${random.between(20, 4500)}00.00`)

/** The words of every column of `public-security.vehicles` but the ID number, and the same columns quoted. */
export interface Vocabulary {
  readonly owners: Words
  readonly plateRegions: Words
  readonly plateKinds: Words
  readonly types: Words
  readonly uses: Words
  readonly statuses: Words
  readonly dates: Words
  readonly prices: Words
  readonly quotedOwners: Words
  readonly quotedUses: Words
  readonly quotedPrices: Words
}

export function vocabulary(seed: number, encoding: Encoding): Vocabulary {
  const random = Random.at(seed, 0, 1)
  const list = (texts: readonly string[]): Words => words(texts, encoding)
  return {
    owners: list(names(random)),
    plateRegions: list(['云A·', '云AF', '云D·', '云F·']),
    plateKinds: list([
      '小型汽车号牌',
      '大型汽车号牌',
      '普通摩托车号牌',
      '小型新能源汽车号牌',
      '大型汽车号牌',
    ]),
    types: list(VEHICLES),
    uses: list(['非营运', '公路客运', '货运', '非营运', '营转非', '出租转非']),
    statuses: list([
      '正常',
      '正常',
      '正常',
      '违法未处理',
      '逾期未检验',
      '达到报废标准公告牌证作废',
      '注销',
      'A',
    ]),
    dates: list(dates()),
    prices: list(prices(random)),
    quotedOwners: list(QUOTED_OWNERS.map(quote)),
    quotedUses: list(QUOTED_USES.map(quote)),
    quotedPrices: list(['"86,800.00"', '"1,208,000.00"', '"9,900.00"']),
  }
}
