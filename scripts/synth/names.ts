/** Names of the synthetic city's people: invented from lists, with minority names and rare characters among them. */
import type { Random } from './random.ts'

const SURNAMES =
  '李王张杨刘陈马赵周徐朱孙胡何高罗郑梁宋唐许邓冯韩曹曾彭肖蔡潘田董袁于余叶杜苏魏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙陶贺毛郝顾龚邵万钱严赖覃武戴莫孔向汤普毕李杨张王马'
const MALE =
  '伟强军勇杰涛明超平刚辉鹏华飞斌波志建国福贵顺发荣安富正光海云林忠成德文学兵金宝有永家庆天才祥昌开应启绍廷朝'
const FEMALE = '芳娟敏静丽艳秀英琼美兰凤珍玲霞燕翠莲仙芬花香梅月琴菊桂彩会惠粉存改莉雪慧萍红玉丽小萱怡婷'
const RARE = '㛃𬭎𡐓䶮喆翀堃昇淼犇甯頔'
const RARE_CHARACTERS: readonly string[] = [...RARE]

const YI_CLANS = ['阿说', '吉克', '沙马', '罗乌', '阿鲁', '普俄', '禄阿', '安木'] as const
const YI_GIVEN = ['木呷', '阿依', '尔古', '子伍', '拉则', '阿木', '伍果', '依扎', '尔布', '石一'] as const

/** 民族 by weight in the north of Kunming. */
const ETHNIC: readonly (readonly [string, number])[] = [
  ['汉族', 72],
  ['彝族', 14],
  ['回族', 8],
  ['苗族', 4],
  ['傈僳族', 1],
  ['傣族', 0.5],
  ['壮族', 0.5],
]

export const drawEthnic = (random: Random): string => random.weighted(ETHNIC)

export const drawSurname = (random: Random, ethnic: string): string =>
  ethnic === '彝族' && random.chance(0.2)
    ? `${random.pick(YI_CLANS)}·`
    : (SURNAMES[random.below(SURNAMES.length)] as string)

/** A full name. Surnames that end in `·` are clan names, which take a minority given name. */
export function drawName(random: Random, surname: string, sex: Sex): string {
  if (surname.endsWith('·')) return surname + random.pick(YI_GIVEN)
  if (random.next() < 0.004) return surname + random.pick(RARE_CHARACTERS)
  const list = sex === '男' ? MALE : FEMALE
  const first = list[random.below(list.length)] as string
  return random.chance(0.3) ? surname + first : surname + first + (list[random.below(list.length)] as string)
}

export type Sex = '男' | '女'

/** A name that is really another one, whatever folding does. */
export function otherName(random: Random, name: string, sex: Sex): string {
  for (;;) {
    const other = drawName(random, drawSurname(random, '汉族'), sex)
    if (other !== name) return other
  }
}

const DOTS = ['•', '‧', '・', '．', '.', ''] as const

/** The same name as another office writes it: other dots, blanks inside or behind, invisible characters. */
export function nameVariant(random: Random, name: string): string {
  if (name.includes('·')) return name.replace('·', random.pick(DOTS))
  const characters = [...name]
  switch (random.below(4)) {
    case 0:
      return characters.join('\u3000')
    case 1:
      return `${name}  `
    case 2:
      return `${characters[0]} ${characters.slice(1).join('')}`
    default:
      return `${name}\u200b`
  }
}
