import fc from 'fast-check'
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { found, type Moved, notFound, type Problem, verified } from '../../../pipelines/clearance/states.ts'
import { leadFingerprint } from '../../../pipelines/evaluation/items.ts'
import type { Lead } from '../../../pipelines/types.ts'
import { fileProof } from '../../../workers/clearance/acts.ts'
import { type Database, openDatabase } from '../../../workers/postgres/connect.ts'
import { readProblems } from '../../../workers/store/problem-changes.ts'
import { sharedHome } from '../postgres/folders.ts'
import { ALL, exported, keyOf, lead } from './rows.ts'

let database: Database
let pool: pg.Pool
beforeAll(async () => {
  database = await openDatabase({ home: sharedHome() })
  pool = database.pool
})
afterAll(() => database.stop())
const forget = () =>
  pool.query('truncate run, problem, problem_list, register_snapshot, clearance_day cascade')
beforeEach(forget)

const NOW = new Date('2017-11-20T04:00:00Z')
const prove = (key: string, now = NOW) =>
  fileProof(pool, { key, note: '已入户', user: '李', now, attachments: [] })

const events = async () =>
  (
    await pool.query(
      `select to_char(day, 'YYYY-MM-DD') as day, kind, class, county, left(problem, 6) as problem from problem_event order by id`,
    )
  ).rows
const shortEvents = async () => (await events()).map(({ day, kind }) => `${day.slice(5)} ${kind}`)
const states = async () => {
  const problems = await readProblems(pool, 'true order by code, household')
  return problems.map(({ code, standing }) => [
    code,
    standing.state,
    standing.seen,
    standing.clearedDay ?? '',
  ])
}

describe('an export of the register', () => {
  it('raises what it shows, with the place of the household', async () => {
    await pool.query(
      `insert into register_snapshot (fingerprint, as_of, files, counts) values ('f', '2017-11-20', '{}', '{}')`,
    )
    const { rows } = await pool.query('select id from register_snapshot')
    const snapshot: string = rows[0].id
    await pool.query(
      `insert into register_household (snapshot, code, county, village, hamlet, row, slice, township, village_name,
         hamlet_name, head_name, attribute, exit_state, helper, phone)
       values ($1, 'H1', '530129', '530129100200', '', 2, 0, '河口镇', '', '', '', '', '', '', '')`,
      [snapshot],
    )
    await pool.query(
      `insert into register_place (snapshot, kind, code, row, data) values ($1, 'villages', '530129100200', 2, '{"township": "仁德镇"}')`,
      [snapshot],
    )
    const outcome = await exported(
      pool,
      '2017-11-20',
      [
        lead({}),
        lead({ rule: 'H01', class: 'error', subject: '' }),
        lead({ rule: 'V01', household: '', subject: '530129100200' }),
        lead({ rule: 'N01', household: '', subject: '530129100200001' }),
        lead({ household: 'orphan' }),
      ],
      { snapshot },
    )
    expect(outcome).toMatchObject({
      outcome: 'counted',
      day: '2017-11-20',
      moved: { raised: 5, corrected: 0 },
    })
    const problems = await readProblems(pool, 'true order by code, household')
    expect(
      problems.map(({ code, object, township, origin, field, standing }) => [
        code,
        object,
        township,
        origin,
        field,
        standing.class,
      ]),
    ).toEqual([
      ['H01', 'household', '河口镇', 'rule', 'AAB003', 'error'],
      ['N01', 'hamlet', '仁德镇', 'rule', 'AAB003', 'suspected'],
      ['P26', 'person', '河口镇', 'rule', 'AAB003', 'suspected'],
      ['P26', 'person', '仁德镇', 'rule', 'AAB003', 'suspected'],
      ['V01', 'village', '仁德镇', 'rule', 'AAB003', 'suspected'],
    ])
  })

  it('ends what it no longer shows, but only where the rule could have found it', async () => {
    const all = [lead({}), lead({ household: 'H2', county: '530128' }), lead({ rule: 'H01', subject: '' })]
    await exported(pool, '2017-11-20', all)
    const concluded = ALL.filter(({ rule, county }) => rule === 'P26' && county === '530129')
    const { moved } = await exported(pool, '2017-11-21', [], { concluded })
    expect(moved).toEqual({ raised: 0, changed: 0, corrected: 1, verified: 0, reopened: 0 })
    expect(await states()).toEqual([
      ['H01', 'open', true, ''],
      ['P26', 'corrected', false, '2017-11-21'],
      ['P26', 'open', true, ''],
    ])
  })

  it('ends only those of the households that a re-match was about', async () => {
    await exported(pool, '2017-11-20', [
      lead({}),
      lead({ household: 'H2' }),
      lead({ household: 'H3', idNumber: 'K' }),
    ])
    await exported(pool, '2017-11-20', [], { only: { households: ['H2'], keys: ['K'] } })
    expect((await states()).map(([, state]) => state)).toEqual(['open', 'corrected', 'corrected'])
  })

  it('without leads of quality moves nothing, and books each of them once', async () => {
    const other = { ...lead({ rule: 'X01' }), direction: 'exclusion' as const }
    await exported(pool, '2017-11-20', [other, lead({})])
    await exported(pool, '2017-11-21', [other, lead({})])
    expect(await shortEvents()).toEqual(['11-20 raised'])
  })

  it('that is older than the newest one moves nothing, and says so', async () => {
    await exported(pool, '2017-11-20', [lead({})])
    const older = await exported(pool, '2017-11-19', [])
    expect(older).toMatchObject({ outcome: 'older', newest: '2017-11-20', moved: { corrected: 0 } })
    expect(await states()).toEqual([['P26', 'open', true, '']])
    expect(await exported(pool, '2017-11-20', [])).toMatchObject({ moved: { corrected: 1 } })
  })

  it('goes by its time where the manifest tells it', async () => {
    const at = (time: string) => ({
      export: { asOf: '2017-11-20', exportedAt: `2017-11-20T${time}:00.000Z` },
    })
    expect(await exported(pool, '', [lead({})], at('02:00'))).toMatchObject({ day: '2017-11-20' })
    expect(await exported(pool, '', [], at('01:00'))).toMatchObject({ outcome: 'older' })
    expect(await exported(pool, '', [], at('07:00'))).toMatchObject({ outcome: 'counted', day: '2017-11-21' })
  })

  it('that is dated in the future moves nothing', async () => {
    const startedAt = new Date('2017-11-20T04:00:00Z')
    expect(await exported(pool, '2071-11-20', [lead({})], { startedAt })).toMatchObject({ outcome: 'future' })
    expect(await exported(pool, '2017-11-20', [lead({})], { startedAt })).toMatchObject({
      outcome: 'counted',
    })
  })

  it('is never booked on a day that is closed', async () => {
    await pool.query(`insert into clearance_day values ('2017-11-21', now(), '{}', '')`)
    expect(await exported(pool, '2017-11-20', [lead({})])).toMatchObject({ day: '2017-11-22' })
    expect(await shortEvents()).toEqual(['11-22 raised'])
  })

  it('takes a change of class out of the one balance and into the other', async () => {
    await exported(pool, '2017-11-20', [lead({})])
    await exported(pool, '2017-11-21', [lead({ class: 'error', value: 'b' })])
    expect((await events()).map(({ kind, class: of }) => [kind, of])).toEqual([
      ['raised', 'suspected'],
      ['corrected', 'suspected'],
      ['reopened', 'error'],
    ])
  })
})

describe('what is verified', () => {
  it('stays silent for that value, reopens with another, and is verified again with the first', async () => {
    await exported(pool, '2017-11-18', [lead({})])
    await prove(keyOf({}))
    const shown: unknown[] = []
    const days = ['2017-11-21', '2017-11-22', '2017-11-23', '2017-11-24', '2017-11-25']
    for (const [at, value] of ['a', undefined, 'a', 'b', 'a'].entries()) {
      await exported(pool, days[at] ?? '', value === undefined ? [] : [lead({ value })])
      shown.push((await states())[0]?.[1])
    }
    expect(shown).toEqual(['verified', 'verified', 'verified', 'open', 'verified'])
    expect(await shortEvents()).toEqual([
      '11-18 raised',
      '11-20 verified',
      '11-24 reopened',
      '11-25 verified',
    ])
  })
})

it('no movement of a problem is booked before its last one, whatever the export is dated', async () => {
  await exported(pool, '2017-11-10', [lead({})])
  await prove(keyOf({}))
  await exported(pool, '2017-11-12', [lead({ value: 'b' })])
  await exported(pool, '2017-11-14', [])
  await exported(pool, '2017-11-16', [lead({})])
  expect(await shortEvents()).toEqual([
    '11-10 raised',
    '11-20 verified',
    '11-20 reopened',
    '11-20 corrected',
    '11-20 changed',
  ])
})

it('the history is only ever added to', async () => {
  await exported(pool, '2017-11-20', [lead({})])
  for (const change of [`update problem_event set day = '2017-01-01'`, 'delete from problem_event'])
    await expect(pool.query(change)).rejects.toMatchObject({ code: '23001' })
  expect(await shortEvents()).toEqual(['11-20 raised'])
})

describe('over random series of exports and proofs', () => {
  const shown = fc.record({
    household: fc.constantFrom('H1', 'H2', 'H3'),
    rule: fc.constantFrom('P26', 'P01'),
    class: fc.constantFrom('error' as const, 'suspected' as const),
    county: fc.constantFrom('530128', '530129'),
    value: fc.constantFrom('a', 'b'),
  })
  const oneExport = fc.record({
    leads: fc.uniqueArray(shown, { selector: ({ household, rule }) => `${household} ${rule}`, maxLength: 6 }),
    concluded: fc.subarray([...ALL]),
    /** Days after the export on which proofs are filed: the next exports may be of days before. */
    later: fc.integer({ min: 0, max: 5 }),
    proofs: fc.subarray(['H1 P26', 'H2 P26', 'H3 P26', 'H1 P01']),
  })

  it('the statements do what the transitions say', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(oneExport, { minLength: 2, maxLength: 6 }), async series => {
        await forget()
        const expected = new Model()
        for (const [at, { leads, concluded, proofs, later }] of series.entries()) {
          const day = `2017-11-${10 + 2 * at}`
          const those = leads.map(lead)
          await exported(pool, day, those, { concluded })
          expected.export(those, concluded, day)
          for (const [household = '', rule = ''] of proofs.map(text => text.split(' '))) {
            const key = keyOf({ household, rule })
            if (!expected.prove(key, `2017-11-${10 + 2 * at + later}`)) continue
            await prove(key, new Date(`2017-11-${10 + 2 * at + later}T04:00:00Z`))
          }
        }
        const stored = await readProblems(pool, 'true order by key')
        expect(stored.map(({ key, standing }) => [key, standing])).toEqual(expected.problems())
        expect(
          (await events()).map(({ kind, day, class: of, county }) => [kind, day, of, county]).sort(),
        ).toEqual(expected.booked.sort())
      }),
      { numRuns: 40 },
    )
  }, 120_000)

  /** The same by the pure transitions, problem by problem. */
  class Model {
    readonly booked: string[][] = []
    readonly #problems = new Map<string, { problem: Problem; rule: string }>()
    readonly #proofs = new Set<string>()

    export(leads: readonly Lead[], concluded: typeof ALL, day: string): void {
      const keys = new Set<string>()
      for (const one of leads) {
        const { rule, household, subject, county } = one
        const key = keyOf({ rule, household, subject })
        keys.add(key)
        const value = leadFingerprint(one)
        const proven = this.#proofs.has(`${key} ${value}`)
        this.#take(
          key,
          rule,
          found(this.#problems.get(key)?.problem, { class: one.class, county, value, proven }, day),
        )
      }
      for (const [key, { problem, rule }] of this.#problems)
        if (!keys.has(key) && concluded.some(one => one.rule === rule && one.county === problem.county))
          this.#take(key, rule, notFound(problem, day))
    }

    prove(key: string, day: string): boolean {
      const known = this.#problems.get(key)
      const moved = known && verified(known.problem, day)
      if (!moved || 'refused' in moved) return false
      this.#proofs.add(`${key} ${known.problem.value}`)
      this.#take(key, known.rule, moved)
      return true
    }

    problems() {
      return [...this.#problems].map(([key, { problem }]) => [key, problem]).sort()
    }

    #take(key: string, rule: string, { problem, movements }: Moved): void {
      this.#problems.set(key, { problem, rule })
      for (const { kind, day, class: of, county } of movements) this.booked.push([kind, day, of, county])
    }
  }
})
