import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  loadPolicy,
  PARAMETER_NAMES,
  PolicyError,
  parameterAt,
  parsePolicy,
} from '../../../pipelines/policies/index.ts'
import { RULES } from '../../../pipelines/rules/index.ts'

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
    const values = await Promise.all(PARAMETER_NAMES.map(async name => [name, await at(name)]))
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
      'quality.person.workFromAge': 16,
      'quality.person.workToAge': 65,
      'quality.person.elderFromAge': 60,
      'quality.person.idleElderAge': 65,
      'quality.person.smallBusinessIncome': 100,
      'quality.person.studentToAge': 30,
      'quality.person.schoolFromAge': 6,
      'quality.person.schoolToAge': 14,
      'quality.person.highSchoolAge': 14,
      'quality.person.primaryLatestAge': 16,
      'quality.person.preschoolToAge': 6,
      'quality.person.primaryFromAge': 6,
      'quality.person.primaryToAge': 14,
      'quality.person.juniorFromAge': 12,
      'quality.person.juniorToAge': 17,
      'quality.person.seniorFromAge': 15,
      'quality.person.seniorToAge': 20,
      'quality.person.collegeFromAge': 18,
      'quality.person.masterFromAge': 20,
      'quality.person.lowEducationFromAge': 16,
      'quality.person.lowEducationToAge': 22,
      'quality.person.tekunFromAge': 18,
      'quality.person.tekunToAge': 59,
      'quality.person.postAge': 70,
      'quality.person.nameLeast': 2,
      'quality.person.nameMost': 15,
      'quality.person.oldestAge': 100,
      'quality.person.motherFromAge': 14,
      'quality.person.motherToAge': 55,
      'quality.person.fatherFromAge': 15,
      'quality.person.fatherToAge': 80,
      'quality.person.grandparentFromAge': 30,
      'quality.person.spouseGap': 25,
      'quality.person.headFromAge': 16,
      'exit.incomeLine': 3200,
      'quality.incomeLine': 3100,
      'quality.household.otherCauses': 2,
      'quality.household.labourers': 3,
      'quality.household.manyMembers': 7,
      'quality.household.leastDibaoGrant': 100,
      'quality.household.leastWubaoGrant': 100,
      'quality.household.labourFromAge': 16,
      'quality.household.labourToAge': 59,
      'quality.household.leastPension': 70,
      'quality.household.pensionAge': 60,
      'quality.household.leastIncome': 100,
      'quality.household.leastWage': 100,
      'quality.household.leastCosts': 1,
      'quality.household.costsToIncome': 3,
      'quality.household.leastPerHead': 500,
      'quality.household.mostPerHead': 30000,
      'quality.household.mostPerHeadInPoverty': 20000,
      'quality.household.incomeTolerance': 1,
      'quality.household.muchArable': 10,
      'quality.household.muchForest': 50,
      'quality.household.muchPasture': 50,
      'quality.household.muchWater': 50,
      'quality.household.muchOrchard': 50,
      'quality.household.roadDistance': 2,
      'quality.household.largeHousing': 500,
      'quality.household.smallHousing': 10,
      'delivery.rejectLimit': 0.05,
      'delivery.shrinkLimit': 0.2,
      'quality.village.fewestPerHousehold': 1.5,
      'quality.village.mostPerHousehold': 7,
      'quality.village.povertyRate': 3,
      'quality.village.yearlyChange': 0.2,
      'quality.hamlet.villageDistance': 30,
    })
  })
  it('has an income line for each year, not verified, and none for years that it does not know', async () => {
    expect([await at('exit.incomeLine', '2016-12-31'), await at('exit.incomeLine', '2021-01-01')]).toEqual([
      2952,
      undefined,
    ])
    expect((await loadPolicy()).parameters['exit.incomeLine'].verified).toBe('no')
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
    const names = RULES.flatMap(({ parameters }) => parameters)
    expect(names.filter(name => parameterAt(policy, name, '2017-11-20') === undefined)).toEqual([])
  })
  it('has the calendar of the plan, in its order', async () => {
    const dates = (await loadPolicy()).milestones.map(({ date }) => date)
    expect([dates, dates.at(-1)]).toEqual([dates.toSorted(), '2018-01-10'])
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
