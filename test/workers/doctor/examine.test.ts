import { existsSync } from 'node:fs'
import { chmod, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Check, Circumstances, Finding } from '../../../workers/doctor/check.ts'
import { CHECKS } from '../../../workers/doctor/checks/index.ts'
import { stateFolder } from '../../../workers/doctor/checks/state-folder.ts'
import { examine, worst } from '../../../workers/doctor/examine.ts'
import { openDatabase } from '../../../workers/postgres/connect.ts'
import { temporaryFolder, temporaryHome } from '../postgres/folders.ts'

const circumstances = (more: Partial<Circumstances> = {}): Circumstances => ({
  home: temporaryHome(),
  settings: { effective: [], unknown: [] },
  now: () => new Date(),
  closing: [],
  ...more,
})
const said = { zh: '好', en: 'well' }
const check = (name: string, look: Check['look'], more: Partial<Check> = {}): Check => ({
  name,
  title: { zh: name, en: name },
  look,
  ...more,
})
const finding = (name: string, found: Finding, after: readonly string[] = []) =>
  check(name, async () => found, { after })
const statesOf = async (checks: readonly Check[], more: Partial<Circumstances> = {}) =>
  (await examine(checks, circumstances(more))).map(({ name, state }) => [name, state])

describe('an examination', () => {
  it('makes no check without those that it rests on', async () => {
    const checks = [
      finding('bad', { state: 'bad', found: said }),
      finding('warned', { state: 'warning', found: said }),
      finding('absent', { state: 'good', found: said, blocks: true }),
      finding('on bad', { state: 'good', found: said }, ['bad']),
      finding('on warned', { state: 'good', found: said }, ['warned']),
      finding('on absent', { state: 'good', found: said }, ['absent']),
      finding('on skipped', { state: 'good', found: said }, ['on absent']),
    ]
    expect(await statesOf(checks)).toEqual([
      ['bad', 'bad'],
      ['warned', 'warning'],
      ['absent', 'good'],
      ['on bad', 'skipped'],
      ['on warned', 'good'],
      ['on absent', 'skipped'],
      ['on skipped', 'skipped'],
    ])
  })

  it('does not hang where a check does, nor end where one fails; what failed is not quoted', async () => {
    const [hanging, failing, last] = await examine(
      [
        check('hanging', () => new Promise(() => undefined), { patience: 0.01 }),
        check('failing', () => Promise.reject(Object.assign(new Error('row of 张三'), { code: '22P02' }))),
        finding('last', { state: 'good', found: said }),
      ],
      circumstances(),
    )
    expect(hanging).toMatchObject({ state: 'bad', found: { en: 'no answer within 0.01 s' } })
    expect(failing).toMatchObject({ state: 'bad', found: { en: 'could not be looked at (Error 22P02)' } })
    expect(JSON.stringify(failing)).not.toContain('张三')
    expect(last?.state).toBe('good')
  })

  it('is as bad as the worst of it', () => {
    expect(worst([{ state: 'good' }, { state: 'skipped' }])).toBe('skipped')
    expect(worst([{ state: 'bad' }, { state: 'warning' }])).toBe('bad')
  })

  it('of a new place makes nothing, and finds nothing bad', async () => {
    const home = temporaryHome()
    const examined = await examine(CHECKS, circumstances({ home }))
    expect(examined.filter(({ state }) => state === 'bad')).toEqual([])
    expect(examined.find(({ name }) => name === 'schema')?.state).toBe('skipped')
    expect(existsSync(home)).toBe(false)
  })

  it('of a database with a run that goes on and failed steps tells of them, and closes what it opened', async () => {
    const home = temporaryHome()
    {
      await using database = await openDatabase({ home })
      await database.pool.query(`
        insert into run (id, started_at, state, as_of, purpose, user_name, counties, policy, rules)
          values ('r', now() - interval '7 hours', 'running', '2017-11-20', '', '', '[]', '{}', '{}');
        insert into run_step (run, step, state) values ('r', 'evidence/hr.pensions', 'failed')`)
    }
    const examined = await examine(CHECKS, circumstances({ home }))
    const found = Object.fromEntries(examined.map(({ name, state, found: { en } }) => [name, [state, en]]))
    expect(found).toMatchObject({
      database: ['good', expect.stringMatching(/^built-in PostgreSQL 18.*encoding UTF8, collation C$/)],
      schema: ['good', expect.stringContaining('up to date')],
      clock: ['good', expect.stringContaining("agrees with the database's")],
      queue: ['good', expect.stringContaining('in the database')],
      runs: ['warning', '1 going on, 0 waiting; 1 steps have failed: r evidence/hr.pensions'],
      'last-success': ['warning', 'none of 1 comparisons has succeeded'],
      'last-backup': ['warning', 'none is known of'],
    })
    await using again = await openDatabase({ home })
    expect(again.embedded).toBe(true)
  })
})

describe('the state folder', () => {
  it.each([
    [0o700, 'good'],
    [0o711, 'good'],
    [0o750, 'warning'],
    [0o704, 'warning'],
  ])('with mode %o', async (mode, state) => {
    const home = join(temporaryFolder(), 'home')
    await mkdir(home)
    await chmod(home, mode)
    expect((await stateFolder.look(circumstances({ home }))).state).toBe(state)
  })
})
