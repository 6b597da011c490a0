import type { Bilingual } from '../../../pipelines/types.ts'
import { type Finding, onStore } from '../check.ts'

/** Seconds between this machine's clock and the database's. */
const TOLERATED = 2
const TOO_MUCH = 60

export function judgeClock(seconds: number, zone: string): Finding {
  const off = Math.abs(seconds)
  const where: Bilingual = { zh: `本机时区 ${zone}`, en: `this machine's time zone is ${zone}` }
  const found =
    off <= TOLERATED
      ? { zh: `与数据库一致；${where.zh}`, en: `agrees with the database's; ${where.en}` }
      : {
          zh: `与数据库相差 ${off.toFixed(1)} 秒 (本机${seconds > 0 ? '快' : '慢'})；${where.zh}`,
          en: `${off.toFixed(1)} s ${seconds > 0 ? 'ahead of' : 'behind'} the database's; ${where.en}`,
        }
  const facts = { seconds: Math.round(seconds * 1000) / 1000, zone }
  if (off <= TOLERATED) return { state: 'good', found, facts }
  return {
    state: off > TOO_MUCH ? 'bad' : 'warning',
    found,
    remedy: {
      zh: '在两台机器上打开网络对时 (timedatectl set-ntp true)',
      en: 'let both machines set their clocks by the network (timedatectl set-ntp true)',
    },
    facts,
  }
}

export const clock = onStore({
  name: 'clock',
  title: { zh: '时钟', en: 'clock' },
  after: ['database'],
  async look(pool, { now }) {
    // The first question pays for the connection.
    await pool.query('select')
    const asked = now().getTime()
    const { rows } = await pool.query<{ now: Date }>('select clock_timestamp() as now')
    const answered = now().getTime()
    const ahead = (asked + answered) / 2 - (rows[0]?.now.getTime() ?? 0)
    return judgeClock(ahead / 1000, Intl.DateTimeFormat().resolvedOptions().timeZone)
  },
})
