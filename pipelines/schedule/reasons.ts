/** Why a night was skipped or missed, or started late: for people, and kept with it. */
import type { Bilingual } from '../types.ts'
import type { Calendar } from './calendar.ts'
import type { Night, RunSpan } from './night.ts'

/** How many nights are noted one by one; what lies before them is said with the oldest. */
export interface Unlisted {
  readonly count: number
  readonly first: Night
}

export const beginsHere = (calendar: Calendar, now: Date): Bilingual => ({
  zh: `每夜比对从 ${calendar.timeOf(now)} 起由服务负责, 此前的不补`,
  en: `the service takes care of the nightly comparison from ${calendar.timeOf(now)} on; earlier nights are not caught up`,
})

export const overrun = (calendar: Calendar, run: RunSpan, end: Date): Bilingual => ({
  zh: `${calendar.timeOf(run.startedAt)} 开始的比对 ${run.id} 到 ${calendar.timeOf(end)} 仍在进行, 同一时间只做一次全面比对; 请查明为什么这么久, 急需时请在它结束后运行 bidui run`,
  en: `run ${run.id}, begun at ${calendar.timeOf(run.startedAt)}, still went on at ${calendar.timeOf(end)}, and only one full comparison goes on at a time; find out why it took so long, and call bidui run after it if you cannot wait`,
})

export const unwatched = (calendar: Calendar, night: Night, end: Date): Bilingual => ({
  zh: `从 ${calendar.timeOf(night.dueAt)} 到 ${calendar.timeOf(end)} 没有服务负责这一次 (服务没有运行, 每夜比对已关闭, 或当时定的是别的时间), 过后不补; 急需时请运行 bidui run`,
  en: `no service took care of it from ${calendar.timeOf(night.dueAt)} to ${calendar.timeOf(end)} (none was running, the nightly comparison was off, or set to another time), and it is too late to catch up; call bidui run if you cannot wait`,
})

export const refused = (calendar: Calendar, end: Date, why: Bilingual): Bilingual => ({
  zh: `到 ${calendar.timeOf(end)} 也没能开始: ${why.zh}`,
  en: `it could not be started until ${calendar.timeOf(end)}: ${why.en}`,
})

export const withUnlisted = (reason: Bilingual, unlisted: Unlisted | undefined): Bilingual =>
  unlisted === undefined
    ? reason
    : {
        zh: `${reason.zh}; 此前自 ${unlisted.first.day} 起还有 ${unlisted.count} 夜也没有服务负责, 不再逐一列出 (如时间不对, 请检查机器的时钟)`,
        en: `${reason.en}; no service took care of ${unlisted.count} nights before it either, from ${unlisted.first.day} on, which are not listed one by one (if that cannot be, check the clock of the machine)`,
      }

export const lateUnwatched = (): Bilingual => ({
  zh: '到时没有服务在运行, 之后补上',
  en: 'no service was running at its time; it was caught up',
})

export const lateAfterRun = (calendar: Calendar, run: RunSpan): Bilingual => ({
  zh: `到时 ${calendar.timeOf(run.startedAt)} 开始的比对 ${run.id} 仍在进行, 等它结束后开始`,
  en: `run ${run.id}, begun at ${calendar.timeOf(run.startedAt)}, still went on at its time; it was started after that`,
})

export const lateAfterRefusal = (why: Bilingual): Bilingual => ({
  zh: `到时没能开始: ${why.zh}; 之后补上`,
  en: `it could not be started at its time: ${why.en}; it was caught up`,
})
