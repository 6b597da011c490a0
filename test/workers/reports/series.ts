/** A series of daily exports over a few counties: problems that are found, corrected, proven, and found again. */
import type { Pool } from 'pg'
import { dayAfter } from '../../../pipelines/reports/clearance/days.ts'
import type { Lead } from '../../../pipelines/types.ts'
import { fileProof } from '../../../workers/clearance/acts.ts'
import { exported, keyOf, lead } from '../clearance/rows.ts'

export const FIRST = '2017-11-08'
export const COUNTIES = { '530113': '东川区', '530128': '禄劝县', '530129': '寻甸县', '530102': '五华区' }

const PLACES = ['530113', '530128', '530129'] as const

/** How many problems each county has on a day: fewer every day, some of them back on the sixth. */
const openOn = (day: number, place: number): number =>
  Math.max(0, 14 + 6 * place - (2 + place) * day) + (day === 5 ? 3 : 0)

/** One suspicion a county turns into an error on the fifth day. */
const classOn = (day: number, number: number): 'error' | 'suspected' =>
  number === 2 && day >= 4 ? 'error' : 'suspected'

function leadsOn(day: number): readonly Lead[] {
  return PLACES.flatMap((county, place) =>
    Array.from({ length: openOn(day, place) }, (_, number) => {
      const household = `${county}00${String(number).padStart(2, '0')}`
      return number % 5 === 0
        ? lead({
            rule: 'V01',
            class: 'error',
            county,
            household: '',
            subject: `${county}1002${String(number).padStart(2, '0')}`,
          })
        : number % 3 === 0
          ? lead({ rule: 'H01', class: 'error', county, household, subject: '' })
          : lead({ rule: 'P26', class: classOn(day, number), county, household, subject: `M${number}` })
    }),
  )
}

/** The names of the counties stand in the summary of a run. */
const SUMMARY = {
  run: { asOf: FIRST },
  names: { counties: COUNTIES, rules: {}, directions: {} },
  digests: [{ feed: 'register.households', file: 'register/households.csv', sha256: 'a1b2c3d4'.repeat(8) }],
  feeds: {},
}

/** One export a day. @returns the days */
export async function exportDaily(pool: Pool, days: number, from = 0): Promise<readonly string[]> {
  const made: string[] = []
  for (let day = from; day < from + days; day++) {
    const asOf = dayAfter(FIRST, day)
    const { run } = await exported(pool, asOf, leadsOn(day), {
      concluded: ['P26', 'H01', 'V01'].flatMap(rule => PLACES.map(county => ({ rule, county }))),
    })
    await pool.query(
      `update run set summary = $2, finished_at = $3, policy = '{"id": "kunming-2017"}' where id = $1`,
      [run, JSON.stringify(SUMMARY), new Date(`${asOf}T06:00:00Z`)],
    )
    made.push(asOf)
  }
  return made
}

/** Proof for the first suspicion of 寻甸, as somebody files it on a day. */
export const proofOn = (pool: Pool, day: string) =>
  fileProof(pool, {
    key: keyOf({ rule: 'P26', county: '530129', household: '5301290001', subject: 'M1' }),
    note: '户主出示残疾证原件',
    user: '核查员',
    now: new Date(`${day}T02:00:00Z`),
    attachments: [{ digest: 'c'.repeat(64), name: '残疾证.pdf', kind: 'pdf', bytes: 1200 }],
  })
