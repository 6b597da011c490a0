/** Words of the reports: what codes of the program are called for people. */
import { timeInOffice } from '../office-time.ts'
import type {
  Bilingual,
  Counties,
  ItemStatus,
  LeadClass,
  NotConcluded,
  Outcome,
  RejectReason,
} from './model.ts'

export const CLASSES: Readonly<Record<LeadClass, Bilingual>> = {
  error: { zh: '错误', en: 'error' },
  suspected: { zh: '疑似', en: 'suspected' },
}

export const STATUSES: Readonly<Record<ItemStatus, Bilingual>> = {
  new: { zh: '新增', en: 'new' },
  open: { zh: '仍在', en: 'still there' },
  changed: { zh: '变化', en: 'changed' },
}

export const OUTCOMES: Readonly<Record<Outcome, Bilingual>> = {
  accepted: { zh: '已采用', en: 'accepted' },
  unchanged: { zh: '已采用（与上次相同）', en: 'accepted (same as before)' },
  held: { zh: '已搁置，待人工确认', en: 'held for a person' },
  rejected: { zh: '整份退回', en: 'rejected as a whole' },
  replaced: { zh: '已被较新的一份替代', en: 'replaced by a newer one' },
}

export const NOT_CONCLUDED: Readonly<Record<NotConcluded['reason'], Bilingual>> = {
  'no coverage': { zh: '没有已采用的数据覆盖本县', en: 'no accepted delivery covers the county' },
  'no column': { zh: '文件缺少所需的列', en: 'the file lacks a column' },
  'no table': { zh: '未提供所需的建档立卡表', en: 'a register table was not given' },
  'no parameter': { zh: '政策文件未规定所需参数', en: 'the policy lacks a parameter' },
}

export const SKIPPED: Readonly<Record<string, Bilingual>> = {
  title: { zh: '标题行', en: 'title rows' },
  blank: { zh: '空行', en: 'blank rows' },
  header: { zh: '重复表头', en: 'repeated headers' },
  subtotal: { zh: '合计行', en: 'subtotals' },
  note: { zh: '备注行', en: 'notes' },
}

/** A reject reason in words: what is wrong, and how the department mends its file. */
export interface ReasonWords {
  readonly name: Bilingual
  /** What the reason means. */
  readonly meaning: string
  /** What to do. */
  readonly remedy: string
}

const AS_TEXT =
  '先把该列的单元格格式设为“文本”，再从业务系统重新导出或粘贴；不要先粘贴后改格式，丢失的数字改格式也找不回来'

export const REJECT_REASONS: Readonly<Record<RejectReason, ReasonWords>> = {
  empty: {
    name: { zh: '证件号码为空', en: 'empty ID' },
    meaning: '去掉空格、引号后没有任何内容',
    remedy: '补填证件号码；确无号码的人员请另附说明',
  },
  masked: {
    name: { zh: '证件号码已脱敏', en: 'masked ID' },
    meaning: '号码中含有星号，无法比对',
    remedy: '按授权提供完整号码，从业务系统重新导出未脱敏的数据',
  },
  scientific: {
    name: { zh: '科学计数法', en: 'scientific notation' },
    meaning: '号码被表格软件改成了 5.30128E+17 的形式，后几位已经丢失',
    remedy: AS_TEXT,
  },
  precision_lost: {
    name: { zh: '末位精度丢失', en: 'precision lost' },
    meaning: '号码被当作数字保存，第 16 位起变成了 0',
    remedy: AS_TEXT,
  },
  length: {
    name: { zh: '位数不对', en: 'wrong length' },
    meaning: '不是 15、18 位身份证号，也不是 20、22 位残疾人证号',
    remedy: '对照证件原件补正缺少或多出的位数',
  },
  characters: {
    name: { zh: '含有不应有的字符', en: 'wrong characters' },
    meaning: '号码中混有字母、汉字或符号，例如把数字 0 写成字母 O；只有最后一位可以是 X',
    remedy: '对照证件原件改正；不是身份证的证件（护照等）请从本列移走',
  },
  date: {
    name: { zh: '出生日期不成立', en: 'impossible birth date' },
    meaning: '第 7 至 14 位不是日历上有的日期，或早于 1900 年，或晚于数据截止日期',
    remedy: '对照证件原件改正',
  },
  check_digit: {
    name: { zh: '校验码不符', en: 'wrong check digit' },
    meaning: '最后一位与前 17 位按国家标准 GB 11643 算出的校验码不一致，说明至少有一位写错',
    remedy: '对照证件原件逐位核对后改正，不要只改最后一位',
  },
  columns: {
    name: { zh: '列数与表头不同', en: 'wrong number of columns' },
    meaning: '这一行的列数与表头不一致，各列可能错位',
    remedy: '检查这一行是否多写或漏写了分隔符；内容里有逗号或换行的，整格加英文双引号，或改交 XLSX',
  },
  required: {
    name: { zh: '缺少必填内容', en: 'required value missing' },
    meaning: '这一行没有户编号（清退名单：没有证件号码），不知道属于谁',
    remedy: '补填后重新导出',
  },
  orphan: {
    name: { zh: '找不到所属的户', en: 'no such household' },
    meaning: '成员或措施的户编号在家庭表里没有',
    remedy: '核对户编号；若该户已经销户，请在系统中一并处理其成员和措施',
  },
  duplicate: {
    name: { zh: '户编号重复', en: 'duplicate household' },
    meaning: '同一户编号出现第二次，以第一次为准',
    remedy: '核对后删去重复的一行',
  },
}

/** Counties of a delivery for people; more than `most` of them are counted, not listed. */
export function countiesText(
  counties: Counties,
  names: (code: string) => string,
  lang: 'zh' | 'en',
  most = 4,
): string {
  if (counties === 'all') return lang === 'zh' ? '全市' : 'all'
  if (counties === 'unknown') return lang === 'zh' ? '未说明' : 'not stated'
  const shown = counties
    .slice(0, most)
    .map(names)
    .join(lang === 'zh' ? '、' : ', ')
  if (counties.length <= most) return shown
  return lang === 'zh' ? `${shown} 等 ${counties.length} 个县` : `${shown} and ${counties.length - most} more`
}

/** An ISO instant as Beijing time to the minute: 2017-11-20 09:30. Text that is no instant stays as it is. */
export function beijingTime(instant: string): string {
  const time = Date.parse(instant)
  return Number.isNaN(time) ? instant : timeInOffice(new Date(time))
}
