/** Published texts of rules, and the bases that several rules share. */
import type { Bilingual } from '../types.ts'

export const both = (zh: string, en: string): Bilingual => ({ zh, en })

const PLAN_ZH = '昆明市2017年扶贫对象动态管理工作方案（2017-11-14）'
const PLAN_EN =
  "Kunming's 2017 work plan for the dynamic management of poverty-alleviation households (2017-11-14)"

/** The work plan, with what it says on the matter. */
export const plan = (zh: string, en: string): Bilingual => both(`${PLAN_ZH}：${zh}`, `${PLAN_EN}: ${en}`)

/** Published local lists of negative conditions, which the plan asks to check one by one and not 一刀切. */
export const negativeLists = (zh: string, en: string): Bilingual =>
  both(
    `各地公布的负面清单（2017—2018 年九条红线、七清四严、错评剔除十原则）：${zh}；${PLAN_ZH}要求逐户核实，不搞一刀切`,
    `Published local lists of negative conditions (2017–2018): ${en}; ${PLAN_EN} asks to verify house by house`,
  )

export const HARDSHIP = both(
  '家庭实际生活水平：是否仍有病、残、学、灾等困难；村民小组评议意见',
  'How the household really lives: illness, disability, schooling, disaster; what the village group says',
)
export const SAME_PERSON = both(
  '是否同一人：核对身份证原件、姓名、出生日期、曾用名',
  'Whether it is the same person: ID card, name, birth date, former names',
)
export const KEYED_ONCE = both(
  '部门录入时身份证号错录，误挂到他人名下',
  "The department mistyped an ID number, so the record hangs on somebody else's",
)
