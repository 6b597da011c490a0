/** 规则说明: the rules of a list in words, so that nobody has to trust a code. */
import type { WriteSheet } from 'hucre/xlsx'
import { DIRECTIONS, SEVERITIES } from '../types.ts'
import { numberedLines } from './lead-sheet.ts'
import type { PublishedParameter, PublishedRule } from './model.ts'
import type { SheetHead } from './sheet-frame.ts'
import { type SheetColumn, tableSheet } from './table-sheet.ts'
import { CLASSES } from './wording.ts'

export interface ExplainedRule {
  readonly rule: PublishedRule
  /** Leads of the list. */
  readonly leads: number
  /** How often it could not be concluded in this county. */
  readonly notConcluded: number
}

const parameterText = ({ name, value, unit, verified, source }: PublishedParameter): string => {
  const amount = value === undefined ? '未规定' : `${value.toLocaleString('en-US')}${unit ?? ''}`
  const state = verified === undefined ? '' : verified ? '（已核实）' : '（待核实）'
  return `${name} = ${amount}${state}${source ? `，依据：${source}` : ''}`
}

export function ruleSheet(
  head: Omit<SheetHead, 'name' | 'title'>,
  rules: readonly ExplainedRule[],
  feedTitle: (feed: string) => string,
): WriteSheet {
  const columns: readonly SheetColumn<ExplainedRule>[] = [
    { head: '规则', width: 6, centred: true, value: ({ rule }) => rule.id },
    { head: '版本', width: 5, centred: true, value: ({ rule }) => String(rule.version) },
    { head: '名称', width: 14, kind: 'prose', value: ({ rule }) => rule.title.zh },
    { head: '方向', width: 9, centred: true, value: ({ rule }) => DIRECTIONS[rule.direction].zh },
    {
      head: '类别 / 最高级别',
      width: 10,
      centred: true,
      value: ({ rule }) => `${CLASSES[rule.class].zh}\n${rule.severity} ${SEVERITIES[rule.severity].zh}`,
    },
    { head: '规则内容', width: 36, kind: 'prose', value: ({ rule }) => rule.text.zh },
    {
      head: '参数',
      width: 20,
      kind: 'prose',
      value: ({ rule }) => rule.parameters.map(parameterText).join('\n'),
    },
    { head: '政策依据', width: 20, kind: 'prose', value: ({ rule }) => rule.basis.zh },
    {
      head: '核查要点',
      width: 34,
      kind: 'prose',
      value: ({ rule }) => numberedLines(rule.check.map(text => text.zh)),
    },
    {
      head: '常见合理解释',
      width: 28,
      kind: 'prose',
      value: ({ rule }) => rule.innocent.map(text => text.zh).join('；'),
    },
    {
      head: '用到的数据',
      width: 18,
      kind: 'prose',
      value: ({ rule }) =>
        rule.feeds
          .map(feed => `${feedTitle(feed)}${rule.absence.includes(feed) ? '（查无记录即为疑点）' : ''}`)
          .join('\n'),
    },
    { head: '本县疑点', width: 7, kind: 'number', value: ({ leads }) => leads },
    { head: '未下结论', width: 7, kind: 'number', value: ({ notConcluded }) => notConcluded },
  ]
  return tableSheet({
    ...head,
    name: '规则说明',
    title: '规则说明：本清单用到的和未能下结论的规则',
    columns,
    rows: rules,
    empty: '本次没有规则产生疑点，也没有规则未下结论。',
    frozenColumns: 2,
  })
}
