/** Numbers of the register that ought to be somebody's own, and stand in several households. */
import type { Pool } from 'pg'
import type { Elsewhere } from '../../pipelines/types.ts'

/** The households that give one number: how many there are, and the first few in their order. */
interface Households {
  readonly count: number
  readonly first: readonly string[]
}

export interface Repeated {
  /** 成员联系电话 of members of several households (P49). */
  readonly phones: ReadonlyMap<string, Households>
  /** 银行卡号 of several households (H61). */
  readonly bankCards: ReadonlyMap<string, Households>
}

/** How many other households are named. One more is kept, because a household is not named to itself. */
const NAMED = 3

/** A number may be a stand-in that thousands of households give: only the first few are named. */
export async function repeatedNumbers(pool: Pool, snapshot: string): Promise<Repeated> {
  const householdsOf = async (table: string, household: string, number: string) => {
    const { rows } = await pool.query<{ number: string; count: number; first: string[] }>(
      `select ${number} as number, count(distinct ${household})::int as count,
              (array_agg(distinct ${household}))[1:${NAMED + 1}] as first
         from ${table} where snapshot = $1 and ${number} <> ''
        group by ${number} having count(distinct ${household}) > 1`,
      [snapshot],
    )
    return new Map(rows.map(({ number, ...households }) => [number, households]))
  }
  const [phones, bankCards] = await Promise.all([
    householdsOf('register_member', 'household', 'phone'),
    householdsOf('register_household', 'code', 'bank_card'),
  ])
  return { phones, bankCards }
}

/** Where else than in `household` a number stands. */
export function elsewhere(households: Households | undefined, household: string): Elsewhere | undefined {
  if (households === undefined) return undefined
  const first = households.first.filter(code => code !== household).slice(0, NAMED)
  return { households: households.count - 1, first }
}
