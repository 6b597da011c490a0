import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Papa from 'papaparse'
import type { Pool } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadPolicy } from '../../pipelines/policies/index.ts'
import { rulesOf } from '../../pipelines/rules/packs.ts'
import { runRematch } from '../../workers/comparison/rematch.ts'
import { loadConfig } from '../../workers/config.ts'
import { openDatabase } from '../../workers/postgres/connect.ts'
import { readRollup } from '../../workers/reports/rollup-snapshot.ts'
import { compare, type Line, makeCity, readTable, scratch, told } from './city.ts'

let folder: Awaited<ReturnType<typeof scratch>>
const at = (...names: string[]): string => join(folder.path, ...names)
const findings = (out: string) => readTable(at(out, 'findings.csv'))
const run = (inbox: string, out: string, policyPath?: string) =>
  compare(
    { inbox: at(inbox), out: at(out), home: at('home') },
    policyPath === undefined ? {} : { policyPath },
  )
const ofRule = (lines: readonly Line[], id: string) => lines.filter(({ rule }) => rule === id)
const householdsOf = (lines: readonly Line[]) => lines.map(({ household }) => household).toSorted()

/** What the database of all runs says. */
async function ask<T>(question: (pool: Pool) => Promise<T>): Promise<T> {
  await using database = await openDatabase({ home: at('home') })
  return await question(database.pool)
}

/** The items of rules that fangfanpin-2023 does not have. */
async function itemsOfOthers(pool: Pool) {
  const shared = rulesOf(await loadPolicy('fangfanpin-2023')).map(({ id }) => id)
  const { rows } = await pool.query<{ key: string; presence: string }>(
    'select * from review_item where rule <> all($1) order by key',
    [shared],
  )
  return rows
}

/** What 退出核查 or 措施 are rolled up from; of the newest run that applied their rules unless one is named. */
async function rollup(pool: Pool, direction: 'exit' | 'measures', policy?: string) {
  const { rows } = await pool.query<{ id: string }>(`select id from run where policy ->> 'id' = $1`, [policy])
  return await readRollup(pool, {
    ...{ direction, counties: [], user: '测试员', unmasked: false },
    ...(rows[0] ? { run: rows[0].id } : {}),
  })
}

/** A line of the register's households, by header. */
type Household = Record<string, string>
const isMonitored = (household: Household): boolean =>
  household.监测对象类别 !== '' && household.风险是否已消除 !== '是'

/**
 * The city as it might have been exported in 2023: every fifth household is, or was, monitored, some with a poor
 * record. @returns its households
 */
async function withMonitoring(inbox: string): Promise<readonly Household[]> {
  const path = at(inbox, 'register', 'households.csv')
  const { data } = Papa.parse<string[]>((await readFile(path, 'utf8')).replace(/^\uFEFF/, ''))
  const head = data.findIndex(cells => cells.includes('户编号'))
  const header = data[head] ?? []
  const code = header.indexOf('户编号')
  const added = ['户类型', '监测对象类别', '风险是否已消除', '识别监测时间', '消除监测时间', '致贫/返贫风险1']
  const seen = new Map<string, Household>()
  const rows = data.map((cells, row) => {
    if (row === head) return [...cells, ...added]
    if (row < head || !/^\d+$/.test(cells[code] ?? '') || seen.has(cells[code] ?? '')) return cells
    const turn = seen.size % 20
    const values =
      turn === 0
        ? ['脱贫户', '脱贫不稳定户', '否', '202205', '', '因病']
        : turn === 5
          ? ['一般农户', '突发严重困难户', '否', '202301', '', '']
          : turn === 10
            ? ['脱贫户', '脱贫不稳定户', '是', '202205', '202303', '因学']
            : turn === 15
              ? ['脱贫户', '脱贫不稳定户', '是', '202205', '', '因学']
              : ['脱贫户', '', '', '', '', '']
    const all = [...cells, ...values]
    seen.set(
      cells[code] ?? '',
      Object.fromEntries([...header, ...added].map((name, column) => [name, all[column] ?? ''])),
    )
    return all
  })
  await writeFile(path, `\uFEFF${Papa.unparse(rows, { newline: '\r\n' })}`)
  return [...seen.values()]
}

async function onDay(inbox: string, asOf: string): Promise<void> {
  const path = at(inbox, 'manifest.json')
  await writeFile(path, JSON.stringify({ ...JSON.parse(await readFile(path, 'utf8')), asOf }))
}

let households: readonly Household[] = []
/** The items of the run by kunming-2017. */
let before: Awaited<ReturnType<typeof itemsOfOthers>> = []
beforeAll(async () => {
  folder = await scratch()
  await makeCity(at('city'), 120, 7)
  await cp(at('city'), at('then'), { recursive: true })
  households = await withMonitoring('then')
  await cp(at('then'), at('now'), { recursive: true })
  await onDay('now', '2023-11-20')
  await run('city', 'first')
  before = await ask(itemsOfOthers)
})
afterAll(async () => {
  await folder[Symbol.asyncDispose]()
})

describe('A run with the policy fangfanpin-2023', () => {
  it('applies its rules and no others, and leaves the items of the other policy as they are', async () => {
    const { summary } = await run('now', 'monitored', 'fangfanpin-2023')
    const lines = await findings('monitored')
    const allowed = rulesOf(await loadPolicy('fangfanpin-2023')).map(({ id }) => id)
    expect([...new Set(lines.map(({ rule }) => rule))].filter(id => !allowed.includes(id ?? ''))).toEqual([])
    expect(Object.keys(summary.versions.rules).toSorted()).toEqual(allowed.toSorted())
    expect(summary.versions.policy).toBe('fangfanpin-2023')
    expect(lines.filter(({ rule = '' }) => rule.startsWith('W')).length).toBeGreaterThan(50)
    expect(summary.notConcluded.filter(({ rule }) => !allowed.includes(rule))).toEqual([])
    await ask(async pool => {
      expect(before.length).toBeGreaterThan(50)
      expect(await itemsOfOthers(pool)).toEqual(before)
      // A run that did not ask is not rolled up as if it had found nothing.
      await expect(rollup(pool, 'exit', 'fangfanpin-2023')).rejects.toThrow(/fangfanpin-2023 不含 T01/)
      await expect(rollup(pool, 'measures', 'fangfanpin-2023')).rejects.toThrow(/fangfanpin-2023 不含 M01/)
      await expect(rollup(pool, 'exit')).rejects.toThrow(/请用政策 kunming-2017 再做一次全面比对/)
    })
  })

  it('between two by kunming-2017 changes nothing for the second', async () => {
    await run('city', 'again')
    const text = (out: string) => readFile(at(out, 'findings.csv'), 'utf8')
    expect(await text('again')).toBe(await text('first'))
    const lines = await findings('again')
    expect(lines.filter(({ rule = '' }) => rule.startsWith('W'))).toEqual([])
    await ask(async pool => {
      expect((await itemsOfOthers(pool)).map(({ key, presence }) => [key, presence])).toEqual(
        before.map(({ key }) => [key, 'open']),
      )
      const exit = lines.filter(({ direction }) => direction === 'exit')
      expect((await rollup(pool, 'exit')).leads).toHaveLength(exit.length)
    })
  })

  it('warns of the households below the line that are not monitored, and of the records that are poor', async () => {
    const lines = await findings('monitored')
    const income = ({ 人均纯收入 = '' }: Household) =>
      Number(人均纯收入.normalize('NFKC').replaceAll(',', ''))
    const below = households.filter(each => income(each) > 0 && income(each) < 7300)
    const expected = below.filter(each => !isMonitored(each)).map(each => each.户编号)
    expect(householdsOf(ofRule(lines, 'W01'))).toEqual(expected.toSorted())
    expect([expected.length > 5, below.length > expected.length]).toEqual([true, true])
    const poor = (turn: number) =>
      households.filter((_, place) => place % 20 === turn).map(each => each.户编号)
    expect(householdsOf(ofRule(lines, 'W31'))).toEqual(poor(15).toSorted())
    expect(householdsOf(ofRule(lines, 'W33'))).toEqual(poor(5).toSorted())
    expect(
      new Set(lines.filter(({ rule = '' }) => rule < 'W30' && rule > 'W').map(({ direction }) => direction)),
    ).toEqual(new Set(['inclusion']))
  })

  it('concludes nothing about households from a register that does not say who is monitored', async () => {
    await cp(at('city'), at('unsaid'), { recursive: true })
    await onDay('unsaid', '2023-11-20')
    const { summary } = await run('unsaid', 'unsaid-out', 'fangfanpin-2023')
    expect(ofRule(await findings('unsaid-out'), 'W01')).toEqual([])
    expect(
      summary.notConcluded.filter(({ rule, reason }) => rule === 'W01' && reason === 'no column').length,
    ).toBeGreaterThan(0)
  })

  it('with numbers of its own year also finds what is new, inside and outside; a re-match keeps to it', async () => {
    const policy = JSON.parse(
      await readFile(new URL('../../pipelines/policies/fangfanpin-2023.json', import.meta.url), 'utf8'),
    )
    const { dated: _, ...line } = policy.parameters['monitoring.incomeLine']
    const { dated: __, ...selfPaid } = policy.parameters['monitoring.selfPaid']
    const { dated: ___, ...others } = policy.parameters['monitoring.selfPaidOthers']
    const parameters = {
      ...policy.parameters,
      'monitoring.incomeLine': { ...line, value: 4000 },
      'monitoring.selfPaid': { ...selfPaid, value: 5000 },
      'monitoring.selfPaidOthers': { ...others, value: 5000 },
      'monitoring.recentMonths': { ...policy.parameters['monitoring.recentMonths'], value: 60 },
    }
    await writeFile(at('mine.json'), JSON.stringify({ ...policy, id: 'mine', parameters }))
    await run('then', 'mine', at('mine.json'))
    const lines = await findings('mine')
    const found = new Set(lines.map(({ rule }) => rule))
    expect(['W01', 'W05', 'W07', 'W10', 'W11'].filter(id => !found.has(id))).toEqual([])
    expect(['W04', 'W08', 'W09', 'W15', 'W16', 'W17'].filter(id => found.has(id)).length).toBeGreaterThan(0)

    await runRematch(loadConfig({ BIDUI_HOME: at('home') }), {
      ...{ out: at('part'), counties: ['530129'], unmasked: true, user: '测试员', progress: () => undefined },
    })
    const ofCounty = lines.filter(({ county }) => county === '530129')
    expect((await findings('part')).map(told)).toEqual(ofCounty.map(told))
    expect(ofCounty.filter(({ rule = '' }) => rule.startsWith('W')).length).toBeGreaterThan(5)
  })
})

describe('A comparison that was begun before policies named their packs', () => {
  it('is matched again by the rules of then', async () => {
    const home = at('former')
    await compare({ inbox: at('city'), out: at('before'), home })
    {
      await using database = await openDatabase({ home })
      const { rowCount } = await database.pool.query(`update run set policy = policy - 'packs'`)
      expect(rowCount).toBe(1)
    }
    await runRematch(loadConfig({ BIDUI_HOME: home }), {
      ...{
        out: at('after'),
        counties: ['530129'],
        unmasked: true,
        user: '测试员',
        progress: () => undefined,
      },
    })
    const ofCounty = (await findings('before')).filter(({ county }) => county === '530129')
    expect((await findings('after')).map(told)).toEqual(ofCounty.map(told))
    expect(new Set(ofCounty.map(({ rule = '' }) => rule[0])).size).toBeGreaterThan(2)
  })
})
