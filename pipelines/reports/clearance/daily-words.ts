/** What all files of one daily report say of themselves. */
import { CUT_HOUR } from '../../clearance/days.ts'
import type { DailyReport } from './daily-report.ts'

/** The line that says what the figures are: the snapshot that they rest on, and how to recognise them. */
export function dailyMark({ figures, digest, provisional }: DailyReport): string {
  const { day, source, events } = figures
  return [
    `截至 ${day} ${CUT_HOUR}:00（北京时间）`,
    source ? `快照 比对批次 ${source.run}，户表 ${source.register || '—'}` : '快照 尚无计入的导出',
    `变动 ${events} 条`,
    provisional ? '临时，未结账' : `数字摘要 ${digest.slice(0, 8)}`,
    '不含个人信息',
  ].join('　|　')
}

export const dailyTitle = ({ figures, provisional, only, areas }: DailyReport): string => {
  const of = only.length > 0 ? `　${areas.map(({ name }) => name).join('、')}` : ''
  const warning = provisional ? `（临时：${figures.day} ${CUT_HOUR}:00 未到，数字还会变化，未结账）` : ''
  return `扶贫对象数据质量控制（问题清零）日报表　${figures.day}${of}${warning}`
}
