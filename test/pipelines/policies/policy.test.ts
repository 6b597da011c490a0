import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  clearanceDeadline,
  loadPolicy,
  PARAMETER_NAMES,
  PolicyError,
  parameterAt,
  parsePolicy,
} from '../../../pipelines/policies/index.ts'
import { rulesOf } from '../../../pipelines/rules/packs.ts'

const SHIPPED = await readFile(
  new URL('../../../pipelines/policies/kunming-2017.json', import.meta.url),
  'utf8',
)

/** The shipped policy with parts replaced: parameter name → its fields, or undefined to leave it out. */
function changed(parameters: Readonly<Record<string, object | undefined>>, rest: object = {}): string {
  const policy = JSON.parse(SHIPPED)
  return JSON.stringify({ ...policy, parameters: { ...policy.parameters, ...parameters }, ...rest })
}
const fields = (parts: object) => ({ source: '某文件', locality: '530100', verified: 'no', ...parts })

function refusal(text: string): { readonly zh: string; readonly en: string } {
  try {
    parsePolicy(text, 'mine.json')
  } catch (error) {
    if (error instanceof PolicyError) return error.text
    throw error
  }
  return { zh: '', en: '' }
}

describe('kunming-2017', () => {
  const at = async (name: string, asOf = '2017-11-20') => parameterAt(await loadPolicy(), name, asOf)

  it('has the numbers of the catalogue', async () => {
    const names = PARAMETER_NAMES.filter(name => !/^(?:quality|monitoring)\./.test(name))
    const values = await Promise.all(names.map(async name => [name, await at(name)]))
    expect(Object.fromEntries(values)).toEqual({
      'vehicle.limit': 30000,
      'vehicle.recentYears': 6,
      'property.minorShare': 50,
      'selfEmployed.capital': 5,
      'employment.months': 12,
      'moveIn.months': 12,
      'illness.selfPaid': 5000,
      'elders.age': 65,
      'hamlet.share': 0.05,
      'schooling.fromAge': 6,
      'schooling.toAge': 15,
      'exit.incomeLine': 3200,
      'delivery.rejectLimit': 0.05,
      'delivery.shrinkLimit': 0.2,
    })
  })
  it('has an income line for each year, not verified, and none for years that it does not know', async () => {
    expect([await at('exit.incomeLine', '2016-12-31'), await at('exit.incomeLine', '2021-01-01')]).toEqual([
      2952,
      undefined,
    ])
    expect((await loadPolicy()).parameters['exit.incomeLine']?.verified).toBe('no')
  })
  it('has another one for the quality rules, for the years of its source', async () => {
    const years = ['2014', '2015', '2016', '2017', '2018']
    expect(await Promise.all(years.map(year => at('quality.incomeLine', `${year}-12-31`)))).toEqual([
      undefined,
      2800,
      2855,
      3100,
      undefined,
    ])
  })
  it('gives every parameter that a rule reads', async () => {
    const policy = await loadPolicy()
    const names = rulesOf(policy).flatMap(({ parameters }) => parameters)
    expect(names.filter(name => parameterAt(policy, name, '2017-11-20') === undefined)).toEqual([])
  })
  it('has the calendar of the plan, in its order', async () => {
    const dates = (await loadPolicy()).milestones.map(({ date }) => date)
    expect([dates, dates.at(-1)]).toEqual([dates.toSorted(), '2018-01-10'])
  })
  it('says until when problems are to be cleared, and which counties are followed to their townships', async () => {
    const policy = await loadPolicy()
    expect(clearanceDeadline(policy)).toBe('2017-12-20')
    expect(policy.keyCounties).toEqual(['530129', '530113', '530128'])
    expect(clearanceDeadline({ milestones: [] })).toBeUndefined()
  })
})

describe('a parameter', () => {
  const dated = parsePolicy(
    changed({
      'vehicle.limit': fields({
        dated: [
          { from: '2018-01-01', value: 40000 },
          { from: '2016-01-01', value: 20000 },
        ],
      }),
    }),
    'mine.json',
  )
  it.each([
    ['2015-12-31', undefined],
    ['2016-01-01', 20000],
    ['2017-12-31', 20000],
    ['2018-01-01', 40000],
  ])('holds from its date on: %s', (asOf, value) => {
    expect(parameterAt(dated, 'vehicle.limit', asOf)).toBe(value)
  })
  it('that nobody knows has no value', () => {
    expect([
      parameterAt(dated, 'vehicle.colour', '2017-01-01'),
      parameterAt(dated, 'toString', '2017-01-01'),
    ]).toEqual([undefined, undefined])
  })
})

describe('a policy that cannot be used is refused, with place, value and what is allowed', () => {
  it.each([
    [
      'a mistyped parameter',
      changed({ 'vehicle.limt': fields({ value: 1 }) }),
      ['$.parameters["vehicle.limt"]', '「vehicle.limit」'],
    ],
    [
      'a missing parameter',
      changed({ 'vehicle.limit': undefined }),
      ['$.parameters["vehicle.limit"]', '缺少'],
    ],
    [
      'a mistyped field',
      changed({ 'vehicle.limit': fields({ valu: 1 }) }),
      ['$.parameters["vehicle.limit"].valu', '「value」'],
    ],
    ['a mistyped pack', changed({}, { packs: ['comparisn'] }), ['$.packs[0]', '"comparisn"', '"comparison"']],
    ['a pack twice', changed({}, { packs: ['quality', 'quality'] }), ['$.packs', 'each pack once']],
    ['no packs', changed({}, { packs: undefined }), ['$.packs', '缺少']],
    [
      'a missing parameter, with the rules that read it',
      changed({ 'moveIn.months': undefined }),
      ['$.parameters["moveIn.months"]', '缺少此项，X22 要用'],
    ],
    [
      'a key county by its name',
      changed({}, { keyCounties: ['寻甸'] }),
      ['$.keyCounties[0]', '"寻甸"', '530129'],
    ],
    [
      'a milestone that the program does not know',
      changed({}, { milestones: [{ date: '2017-12-20', title: { zh: '完', en: 'done' }, id: 'clearence' }] }),
      ['$.milestones[0].id', '"clearence"', '"clearance"'],
    ],
    ['a mistyped field at the top', changed({}, { milestone: [] }), ['$.milestone ', '「milestones」']],
    [
      'a text for a number',
      changed({ 'elders.age': fields({ value: '65' }) }),
      ['$.parameters["elders.age"].value', '"65"', 'number'],
    ],
    [
      'a word for yes or no',
      changed({ 'elders.age': fields({ value: 65, verified: 'maybe' }) }),
      ['.verified', '"maybe"', '"yes"', '"no"'],
    ],
    [
      'a share above 1',
      changed({ 'hamlet.share': fields({ value: 5 }) }),
      ['$.parameters["hamlet.share"].value', '5', '0 至 1'],
    ],
    ['half a year of age', changed({ 'elders.age': fields({ value: 64.5 }) }), ['64.5', '整数']],
    [
      'the wrong unit',
      changed({ 'vehicle.limit': fields({ value: 3, unit: '万元' }) }),
      ['.unit', '"万元"', '"元"'],
    ],
    [
      'no value',
      changed({ 'vehicle.limit': fields({}) }),
      ['$.parameters["vehicle.limit"]', 'value、dated、byYear'],
    ],
    [
      'two ways of giving it',
      changed({ 'vehicle.limit': fields({ value: 1, byYear: { '2017': 2 } }) }),
      ['value、byYear'],
    ],
    [
      'a date that is none',
      changed({ 'vehicle.limit': fields({ dated: [{ from: '2017-02-29', value: 1 }] }) }),
      ['.dated[0].from', '"2017-02-29"', 'YYYY-MM-DD'],
    ],
    [
      'one date twice',
      changed({
        'vehicle.limit': fields({
          dated: [
            { from: '2017-01-01', value: 1 },
            { from: '2017-01-01', value: 2 },
          ],
        }),
      }),
      ['2017-01-01', '两次'],
    ],
    [
      'a year that is none',
      changed({ 'exit.incomeLine': fields({ byYear: { '17': 3200 } }) }),
      ['byYear["17"]', '四位年份'],
    ],
    ['no JSON', '{"id": ', ['mine.json', '不是 JSON']],
    ['no object', '[]', ['$ ', 'object']],
  ])('%s', (_, text, parts) => {
    const { zh, en } = refusal(text)
    expect(parts.filter(part => !zh.includes(part))).toEqual([])
    expect([zh.includes('mine.json'), en.includes('mine.json')]).toEqual([true, true])
  })
  it('says of a mistyped parameter also that the right one is missing', () => {
    const { 'vehicle.limit': limit, ...others } = JSON.parse(SHIPPED).parameters
    const policy = { ...JSON.parse(SHIPPED), parameters: { ...others, 'vehicle.limt': limit } }
    const { zh } = refusal(JSON.stringify(policy))
    expect([
      zh.includes('$.parameters["vehicle.limt"]'),
      zh.includes('$.parameters["vehicle.limit"] 缺少'),
    ]).toEqual([true, true])
  })
  it('says everything that is wrong at once', () => {
    const { en } = refusal(
      changed({ 'hamlet.share': fields({ value: 5 }), 'elders.age': fields({ value: -1 }) }),
    )
    expect([en.includes('hamlet.share'), en.includes('elders.age')]).toEqual([true, true])
  })
})

describe('loading', () => {
  it('takes the path of a file, with or without a byte order mark', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'policy-'))
    try {
      const path = join(folder, 'mine.json')
      await writeFile(path, `\ufeff${changed({ 'vehicle.limit': fields({ value: 50000 }) }, { id: 'mine' })}`)
      const policy = await loadPolicy(path)
      expect([policy.id, parameterAt(policy, 'vehicle.limit', '2017-01-01')]).toEqual(['mine', 50000])
    } finally {
      await rm(folder, { recursive: true })
    }
  })
  it('names the nearest policy for a name that is none', async () => {
    await expect(loadPolicy('kunming-2018')).rejects.toThrow(/kunming-2018.*「kunming-2017」/)
  })
})

describe('fangfanpin-2023', () => {
  const policy = () => loadPolicy('fangfanpin-2023')

  it('has thresholds from their dates on', async () => {
    const { parameters } = await policy()
    const at = async (name: string, asOf: string) => parameterAt(await policy(), name, asOf)
    expect(parameters['monitoring.incomeLine']?.dated).toHaveLength(3)
    expect([
      await at('monitoring.incomeLine', '2020-12-31'),
      await at('monitoring.incomeLine', '2022-12-31'),
      await at('monitoring.incomeLine', '2024-03-13'),
      await at('monitoring.incomeLine', '2024-03-14'),
      await at('monitoring.selfPaid', '2023-11-20'),
      await at('monitoring.selfPaidOthers', '2023-11-20'),
    ]).toEqual([undefined, 6000, 7300, 8800, 5000, 20000])
  })
  it('gives every parameter that its rules read, with source and locality, and calls none verified', async () => {
    const loaded = await policy()
    const names = rulesOf(loaded).flatMap(({ parameters }) => parameters)
    expect(names.filter(name => parameterAt(loaded, name, '2023-11-20') === undefined)).toEqual([])
    const verified = Object.values(loaded.parameters).map(parameter => parameter?.verified)
    expect(new Set(verified)).toEqual(new Set(['no']))
  })
  it('warns, checks identities, and judges records by what was published since 2021; it uses nothing else', async () => {
    const ids = rulesOf(await policy()).map(({ id }) => id)
    expect(ids.filter(id => /^[XITMN]/.test(id))).toEqual(['X18', 'X19', 'X25', 'X26', 'X34'])
    expect(ids.filter(id => /^[PHV]/.test(id)).join(' ')).toBe(
      'P02 P03 P06 P07 P09 P11 P13 P14 P16 P17 P19 P20 P21 P22 P23 P24 P26 P28 P29 P31 P32 P33 P35 P37 P40 P41 P42 P44 ' +
        'P45 P46 P47 P48 P49 P50 P51 P52 ' +
        'H06 H08 H09 H12 H13 H14 H19 H26 H30 H35 H42 H44 H47 H55 H59 H66 ' +
        'V01 V02 V06 V09 V11 V13 V14 V15 V17',
    )
    expect(ids.filter(id => id.startsWith('W')).length).toBeGreaterThan(25)
  })
  it('need not set what its packs do not read, and must set what counter-evidence is judged by', async () => {
    const text = await readFile(
      new URL('../../../pipelines/policies/fangfanpin-2023.json', import.meta.url),
      'utf8',
    )
    const json = JSON.parse(text)
    expect([json.parameters['elders.age'], json.parameters['exit.incomeLine']]).toEqual([
      undefined,
      undefined,
    ])
    delete json.parameters['vehicle.limit']
    expect(refusal(JSON.stringify(json)).zh).toContain('$.parameters["vehicle.limit"] 缺少')
    const comparing = { ...JSON.parse(text), packs: ['monitoring', 'comparison'] }
    expect(refusal(JSON.stringify(comparing)).zh).toContain(
      '$.parameters["exit.incomeLine"] 缺少此项，T01 要用',
    )
  })
  it('has its own limits where others were published since, and those of then where not', async () => {
    const now = await policy()
    const then = await loadPolicy('kunming-2017')
    const own = Object.keys(now.parameters)
      .filter(name => name.startsWith('quality.'))
      .filter(name => parameterAt(now, name, '2023-11-20') !== parameterAt(then, name, '2017-11-20'))
      .map(name => [name, parameterAt(then, name, '2017-11-20'), parameterAt(now, name, '2023-11-20')])
    expect(own.toSorted()).toEqual([
      ['quality.household.leastDibaoGrant', 100, 200],
      ['quality.household.leastIncome', 100, 300],
      ['quality.household.leastPension', 70, 88],
      ['quality.household.muchArable', 10, 100],
      ['quality.household.muchForest', 50, 200],
      ['quality.person.schoolToAge', 14, 16],
    ])
  })
  it('says why it does not use the others', async () => {
    const { notes = [] } = await policy()
    expect(notes.length).toBeGreaterThan(3)
    expect(notes.filter(({ zh, en }) => zh === '' || en === '')).toEqual([])
  })
})
