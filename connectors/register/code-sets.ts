/**
 * The code sets of the national poverty-alleviation system (全国扶贫开发信息系统).
 *
 * Exports carry labels or codes, of two generations: 2016–2017, and later. A reading is always a label of the
 * 2017 set; a later value is kept under its own label only where the 2017 set has nothing that means it.
 */
import { categories, category } from '../column.ts'

interface Naming {
  readonly aliases?: readonly string[]
  readonly required?: boolean
}

/** Codes match with or without their leading zero. */
function withShortCodes<V extends string>(codes: Readonly<Record<string, V>>): Readonly<Record<string, V>> {
  const short = Object.entries(codes).map(([code, value]): [string, V] => [
    code.replace(/^0(?=\d)/, ''),
    value,
  ])
  return { ...Object.fromEntries(short), ...codes }
}

/**
 * 是/否, also as 1/0 (01/00). 2 and 02 are not taken for 否: some local systems write it so, others count a third
 * value there, and a wrong 否 would be a silent one.
 */
export const yesNo = (header: string, naming: Naming = {}) =>
  category(header, ['是', '否'], { ...naming, synonyms: { '1': '是', '01': '是', '0': '否', '00': '否' } })

export const EXIT_STATES = ['未脱贫', '已脱贫', '返贫', '稳定脱贫'] as const
export type ExitState = (typeof EXIT_STATES)[number]
/** AAR010 脱贫属性. */
export const exitState = (header: string, naming: Naming = {}) =>
  category(header, EXIT_STATES, {
    ...naming,
    synonyms: {
      ...withShortCodes<ExitState>({ '00': '未脱贫', '01': '已脱贫', '03': '返贫', '04': '稳定脱贫' }),
      '已脱贫(享受政策)': '已脱贫',
      '已脱贫(不再享受政策)': '稳定脱贫',
    },
  })

/** In the order of their codes, 01 to 08. */
export const ATTRIBUTES = [
  '一般贫困户',
  '低保户',
  '五保户',
  '低保贫困户',
  '一般农户',
  '五保贫困户',
  '低保特困供养贫困户',
  '低保特困供养户',
] as const
export type Attribute = (typeof ATTRIBUTES)[number]
/** AAC006 贫困户属性. */
export const povertyAttribute = (header: string, naming: Naming = {}) =>
  category(header, ATTRIBUTES, {
    ...naming,
    synonyms: {
      ...withShortCodes<Attribute>({
        '01': '一般贫困户',
        '02': '低保户',
        '03': '五保户',
        '04': '低保贫困户',
        '05': '一般农户',
        '06': '五保贫困户',
        '07': '低保特困供养贫困户',
        '08': '低保特困供养户',
      }),
      低保脱贫户: '低保户',
      特困供养户: '五保户',
      特困供养脱贫户: '五保户',
      一般脱贫户: '一般农户',
      特困供养贫困户: '五保贫困户',
      '低保特困供养(脱贫)户': '低保特困供养户',
      低保特困供养脱贫户: '低保特困供养户',
    },
  })

export const CAUSES = [
  '因病',
  '因残',
  '因学',
  '因灾',
  '缺土地',
  '缺水',
  '缺技术',
  '缺劳动力',
  '缺资金',
  '交通条件落后',
  '自身发展动力不足',
  '因婚',
  '因丧',
  '其他',
] as const
export type Cause = (typeof CAUSES)[number]
/** AAC007, AAC008 致贫原因, 返贫原因. */
export const causes = (header: string, naming: Naming = {}) =>
  categories(header, CAUSES, {
    ...naming,
    synonyms: {
      ...withShortCodes<Cause>({
        '01': '因病',
        '02': '因残',
        '03': '因学',
        '04': '因灾',
        '05': '缺土地',
        '06': '缺水',
        '07': '缺技术',
        '08': '缺劳动力',
        '09': '缺资金',
        '10': '交通条件落后',
        '11': '自身发展动力不足',
        '12': '因婚',
        '13': '因丧',
        '99': '其他',
      }),
      自身发展力不足: '自身发展动力不足',
    },
  })

/** 户类型, since 2021: what a household was before anything happened to it. */
export const householdKind = (header: string, naming: Naming = {}) =>
  category(header, ['脱贫户', '脱贫不稳定户', '边缘易致贫户', '突发严重困难户', '一般农户'], naming)

export const MONITORING_CATEGORIES = ['脱贫不稳定户', '边缘易致贫户', '突发严重困难户'] as const
/** 监测对象类别, since 2021: of households that are, or were, monitored. */
export const monitoringCategory = (header: string, naming: Naming = {}) =>
  category(header, MONITORING_CATEGORIES, naming)

/** 致贫/返贫风险, up to five a household. By label only: no public list of codes was found. */
export const povertyRisk = (header: string, naming: Naming = {}) =>
  category(
    header,
    [
      '因病',
      '因学',
      '因残',
      '因自然灾害',
      '因意外事故',
      '因产业项目失败',
      '因务工就业不稳',
      '缺劳动力',
      '因安全住房',
      '因安全饮水',
      '其他',
    ],
    naming,
  )

/** 风险消除方式: by help, or by itself. */
export const riskEnd = (header: string, naming: Naming = {}) =>
  category(header, ['帮扶消除', '自然消除'], naming)

/** AAC005 识别标准. */
export const standard = (header: string, naming: Naming = {}) =>
  category(header, ['国家标准', '省定标准', '市定标准'], naming)

/** AAC316 入户路类型. */
export const roadKind = (header: string, naming: Naming = {}) =>
  category(header, ['泥土路', '砂石路', '水泥路', '沥青路'], naming)

/** AAC320 主要燃料. */
export const fuel = (header: string, naming: Naming = {}) =>
  category(header, ['柴草', '干畜粪', '煤炭', '清洁能源', '其它'], { ...naming, synonyms: { 其他: '其它' } })

/** AAC322 危房级别; A and B are written too, though they are no danger. */
export const dangerLevel = (header: string, naming: Naming = {}) =>
  category(header, ['A', 'B', 'C', 'D'], {
    ...naming,
    synonyms: { A级: 'A', B级: 'B', C级: 'C', D级: 'D' },
  })

export const RELATIONS = [
  '本人或户主',
  '配偶',
  '之子',
  '之女',
  '之儿媳',
  '之女婿',
  '之孙子',
  '之孙女',
  '之外孙子',
  '之外孙女',
  '之父',
  '之母',
  '之岳父',
  '之岳母',
  '之公公',
  '之婆婆',
  '之祖父',
  '之祖母',
  '之外祖父',
  '之外祖母',
  '之兄弟姐妹',
  '之曾孙子',
  '之曾孙女',
  '之侄儿',
  '之侄女',
  '之兄弟媳妇',
  '之叔伯',
  '其他',
] as const
export type Relation = (typeof RELATIONS)[number]
/** AAB006 与户主关系. Not GB/T 4761: here the head is 01. Relations after 20 came later and have no code. */
export const relation = (header: string, naming: Naming = {}) =>
  category(header, RELATIONS, {
    ...naming,
    synonyms: {
      ...withShortCodes<Relation>({
        '01': '本人或户主',
        '02': '配偶',
        '03': '之子',
        '04': '之女',
        '05': '之儿媳',
        '06': '之女婿',
        '07': '之孙子',
        '08': '之孙女',
        '09': '之外孙子',
        '10': '之外孙女',
        '11': '之父',
        '12': '之母',
        '13': '之岳父',
        '14': '之岳母',
        '15': '之公公',
        '16': '之婆婆',
        '17': '之祖父',
        '18': '之祖母',
        '19': '之外祖父',
        '20': '之外祖母',
        '21': '其他',
        '99': '其他',
      }),
      户主: '本人或户主',
      本人: '本人或户主',
    },
  })

export const EDUCATIONS = ['文盲或半文盲', '小学', '初中', '高中', '大专及以上', '学龄前儿童'] as const
export type Education = (typeof EDUCATIONS)[number]
/** AAB008 文化程度. */
export const education = (header: string, naming: Naming = {}) =>
  category(header, EDUCATIONS, {
    ...naming,
    synonyms: {
      ...withShortCodes<Education>({
        '01': '文盲或半文盲',
        '02': '小学',
        '03': '初中',
        '04': '高中',
        '05': '大专及以上',
        '06': '学龄前儿童',
      }),
      大专: '大专及以上',
      本科及以上: '大专及以上',
    },
  })

/** In the order of schooling. 学龄前儿童 and 硕士研究生及以上 are later values without a 2017 code. */
export const SCHOOLINGS = [
  '学龄前儿童',
  '非在校生',
  '学前教育',
  '小学',
  '七年级',
  '八年级',
  '九年级',
  '高一',
  '高二',
  '高三',
  '中职一',
  '中职二',
  '中职三',
  '高职一',
  '高职二',
  '高职三',
  '大专及以上',
  '硕士研究生及以上',
] as const
export type Schooling = (typeof SCHOOLINGS)[number]
/** AAB009 在校生状况. */
export const schooling = (header: string, naming: Naming = {}) =>
  category(header, SCHOOLINGS, {
    ...naming,
    synonyms: {
      ...withShortCodes<Schooling>({
        '01': '非在校生',
        '02': '学前教育',
        '03': '小学',
        '04': '七年级',
        '05': '八年级',
        '06': '九年级',
        '07': '高一',
        '08': '高二',
        '09': '高三',
        '10': '中职一',
        '11': '中职二',
        '12': '中职三',
        '13': '高职一',
        '14': '高职二',
        '15': '高职三',
        '16': '大专及以上',
      }),
      普通高中一年级: '高一',
      普通高中二年级: '高二',
      普通高中三年级: '高三',
      中职一年级: '中职一',
      中职二年级: '中职二',
      中职三年级: '中职三',
      高职一年级: '高职一',
      高职二年级: '高职二',
      高职三年级: '高职三',
      高职高专一年级: '高职一',
      高职高专二年级: '高职二',
      高职高专三年级: '高职三',
      技师学院一年级: '高职一',
      技师学院二年级: '高职二',
      技师学院三年级: '高职三',
      技师学院四年级: '高职三',
      本科一年级: '大专及以上',
      本科二年级: '大专及以上',
      本科三年级: '大专及以上',
      本科四年级: '大专及以上',
      本科五年级: '大专及以上',
    },
  })

export const LABOURS = ['普通劳动力', '技能劳动力', '丧失劳动力', '无劳动力', '弱劳动力或半劳动力'] as const
export type Labour = (typeof LABOURS)[number]
/** AAB010 劳动技能. 弱劳动力或半劳动力 came in 2018; its code drifted, so it is read by label only. */
export const labour = (header: string, naming: Naming = {}) =>
  category(header, LABOURS, {
    ...naming,
    synonyms: {
      ...withShortCodes<Labour>({
        '01': '普通劳动力',
        '02': '技能劳动力',
        '03': '丧失劳动力',
        '04': '无劳动力',
      }),
      弱劳动力: '弱劳动力或半劳动力',
      半劳动力: '弱劳动力或半劳动力',
      '弱/半劳动力': '弱劳动力或半劳动力',
    },
  })

export const HEALTH_STATES = ['健康', '长期慢性病', '患有大病', '残疾'] as const
export type HealthState = (typeof HEALTH_STATES)[number]
/** AAB017 健康状况; several in one cell since 2018. */
export const healthState = (header: string, naming: Naming = {}) =>
  categories(header, HEALTH_STATES, {
    ...naming,
    synonyms: {
      ...withShortCodes<HealthState>({ '01': '健康', '02': '长期慢性病', '03': '患有大病', '04': '残疾' }),
      大病: '患有大病',
      慢性病: '长期慢性病',
    },
  })

export const ID_KINDS = ['居民身份证', '残疾人证', '军官证'] as const
export type IdKind = (typeof ID_KINDS)[number]
/** AAB018 证件类型. Local systems disagree about 02: read by label only. */
export const idKind = (header: string, naming: Naming = {}) =>
  category(header, ID_KINDS, {
    ...naming,
    synonyms: {
      ...withShortCodes<IdKind>({ '01': '居民身份证', '09': '残疾人证' }),
      身份证: '居民身份证',
      残疾证: '残疾人证',
    },
  })

export const POLITICS = [
  '中共党员',
  '中共预备党员',
  '共青团员',
  '民革党员',
  '民盟盟员',
  '民建会员',
  '民进会员',
  '农工党党员',
  '致公党党员',
  '九三学社社员',
  '台盟盟员',
  '无党派人士',
  '群众',
] as const
export type Politics = (typeof POLITICS)[number]
/** AAK033 政治面貌, codes 01 to 13 in this order. */
export const politics = (header: string, naming: Naming = {}) =>
  category(header, POLITICS, {
    ...naming,
    synonyms: {
      ...withShortCodes<Politics>(
        Object.fromEntries(POLITICS.map((value, at) => [String(at + 1).padStart(2, '0'), value])),
      ),
      无党派: '无党派人士',
      无党派民主人士: '无党派人士',
    },
  })

export const MEASURES = [
  '产业扶持',
  '易地搬迁',
  '危房改造',
  '教育资助',
  '健康救助',
  '低保',
  '五保',
  '生态护林员',
  '转移就业',
  '小额信贷',
  '其他',
] as const
export type MeasureKind = (typeof MEASURES)[number]
