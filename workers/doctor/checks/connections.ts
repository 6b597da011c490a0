import { type Finding, onStore } from '../check.ts'

/** A program takes up to 16, and its threads as many as there are cores. */
const ENOUGH = 20
const TOO_FEW = 3

export function judgeConnections(used: number, allowed: number): Finding {
  const left = Math.max(0, allowed - used)
  const found = { zh: `${allowed} 个中还剩 ${left} 个`, en: `${left} of ${allowed} are left` }
  const facts = { used, allowed }
  if (left >= ENOUGH) return { state: 'good', found, facts }
  return {
    state: left < TOO_FEW ? 'bad' : 'warning',
    found,
    remedy: {
      zh: '提高数据库的 max_connections，或减少同时运行的程序',
      en: "raise the database's max_connections, or run fewer programs at once",
    },
    facts,
  }
}

export const connections = onStore({
  name: 'connections',
  title: { zh: '数据库连接', en: 'connections' },
  after: ['database'],
  async look(pool) {
    const { rows } = await pool.query<{ used: number; allowed: number }>(
      `select (select count(*)::int from pg_stat_activity where backend_type = 'client backend') as used,
              current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int as allowed`,
    )
    return judgeConnections(rows[0]?.used ?? 0, rows[0]?.allowed ?? 0)
  },
})
