/** 性别, as the register and the police write it: a label, or a GB/T 2261.1 code. */
import { coded } from './column.ts'
import { foldCategory, saysMissing } from './fold.ts'

export const SEXES = ['男', '女'] as const
export type Sex = (typeof SEXES)[number]

const SPELLINGS: Readonly<Record<string, Sex>> = {
  男: '男',
  男性: '男',
  '1': '男',
  '01': '男',
  女: '女',
  女性: '女',
  '2': '女',
  '02': '女',
}
/** 0 未知, 9 未说明: said to be not known, so as good as missing. */
const NOT_KNOWN: ReadonlySet<string> = new Set(['0', '00', '9', '09', '未说明'])

export const sexColumn = () =>
  coded<Sex>('性别', SEXES, cell => {
    const folded = foldCategory(cell)
    if (saysMissing(folded) || NOT_KNOWN.has(folded)) return undefined
    return SPELLINGS[folded] ?? { raw: cell.trim() }
  })
