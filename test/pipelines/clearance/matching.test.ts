import { describe, expect, it } from 'vitest'
import type { ListedRow } from '../../../pipelines/clearance/listed-row.ts'
import {
  codesOfSource,
  type Matchable,
  ownProblem,
  ProblemsByIdentity,
  RulesByCode,
} from '../../../pipelines/clearance/matching.ts'
import type { TrackedRule } from '../../../pipelines/clearance/tracked-rule.ts'
import { itemKey } from '../../../pipelines/evaluation/items.ts'

const rule = (id: string, object: TrackedRule['object'], sources: string[], fields: string[] = []) => ({
  id,
  object,
  sources,
  fields,
  text: '',
})
const P18 = rule('P18', 'person', ['S3#49'], ['AAB003', 'AAB004'])
const P19 = rule('P19', 'person', ['S3#49', 'S2:2_01_004'], ['AAB006', 'AAB003'])
const H01 = rule('H01', 'household', ['S3#4'])
const V01 = rule('V01', 'village', ['S3#49'])
const byCode = new RulesByCode([P18, P19, H01, V01])

const row = (given: Partial<ListedRow>): ListedRow => ({
  row: 2,
  object: 'person',
  code: 'S3#49',
  field: '',
  text: '',
  shownValue: '',
  class: 'error',
  countyName: '',
  township: '',
  village: '',
  household: 'H1',
  idNumber: 'K1',
  member: 'M1',
  hamlet: '',
  ...given,
})
const problem = (given: Partial<Matchable>): Matchable => ({
  key: 'k',
  code: 'P18',
  object: 'person',
  household: 'H1',
  idNumber: 'K1',
  subject: 'M1',
  open: true,
  ...given,
})

it.each([
  ['S3#6', ['S3#6']],
  ['S2:3_01_001', ['3_01_001']],
  ['S2:1_01_003/004', ['1_01_003', '1_01_004']],
  ['S2:1_02_005/5_15_016', ['1_02_005', '5_15_016']],
  ['S2:5_12_013–015', ['5_12_013', '5_12_014', '5_12_015']],
])('the source %s stands for %j', (source, codes) => {
  expect(codesOfSource(source)).toEqual(codes)
})

it.each([
  ['P18', 'person', ['P18']],
  ['p18', 'person', ['P18']],
  ['S3#49', 'person', ['P18', 'P19']],
  ['S3#49', 'village', ['V01']],
  ['S2:2_01_004', 'person', ['P19']],
  ['2_01_004', 'person', ['P19']],
  ['P18', 'household', []],
  ['49', 'person', []],
] as const)('the code %s of a %s means %j', (code, object, ids) => {
  expect(byCode.of({ code, object }).map(({ id }) => id)).toEqual(ids)
})

describe('a row means a problem of ours', () => {
  const find = (given: Partial<ListedRow>, problems: Matchable[]) => {
    const listed = row(given)
    return new ProblemsByIdentity(problems).find(listed, byCode.of(listed))?.key
  }

  it.each([
    ['by household, ID and 人编号', {}, 'k'],
    ['by the ID alone', { household: '', member: '' }, 'k'],
    ['by the 人编号 where the ID is masked', { idNumber: '' }, 'k'],
    ['not of another household', { household: 'H2' }, undefined],
    ['not of another ID, be the 人编号 the same', { idNumber: 'K2' }, undefined],
    ['not of another 人编号, be the ID the same', { member: 'M2' }, undefined],
    ['not by the household alone', { idNumber: '', member: '' }, undefined],
  ] as const)('%s', (_, given, expected) => {
    expect(find(given, [problem({})])).toBe(expected)
  })

  it('an open one before one that is cleared', () => {
    const cleared = problem({ key: 'cleared', open: false })
    expect(find({}, [cleared, problem({ key: 'open', code: 'P19' })])).toBe('open')
  })

  it('one of the field that the row names before others', () => {
    const both = [problem({ key: 'sex' }), problem({ key: 'relation', code: 'P19' })]
    expect([find({ field: 'AAB006' }, both), find({}, both)]).toEqual(['relation', 'sex'])
  })

  it('of a hamlet, and of all hamlets of a village', () => {
    const N03 = rule('N03', 'hamlet', [])
    const of = (subject: string) =>
      problem({ key: subject, code: 'N03', object: 'hamlet', household: '', idNumber: '', subject })
    const both = new ProblemsByIdentity([of('530129100200'), of('530129100200001')])
    const named = (given: Partial<ListedRow>) =>
      both.find(row({ object: 'hamlet', household: '', idNumber: '', member: '', ...given }), [N03])?.key
    const village = '530129100200'
    expect([named({ village }), named({ village, hamlet: `${village}001` })]).toEqual([
      village,
      `${village}001`,
    ])
    expect(named({ village, hamlet: `${village}002` })).toBeUndefined()
  })

  it('of a household, a village', () => {
    const household = problem({ key: 'h', code: 'H01', object: 'household', idNumber: '', subject: '' })
    const village = problem({
      ...{ key: 'v', code: 'V01', object: 'village', household: '', idNumber: '' },
      subject: '530129100200',
    })
    expect(find({ object: 'household', code: 'H01' }, [household])).toBe('h')
    expect(find({ object: 'household', code: 'H01', household: 'H2' }, [household])).toBeUndefined()
    expect(find({ object: 'village', village: '530129100200' }, [village])).toBe('v')
  })
})

describe('a row that means none', () => {
  it('is where a lead of ours would be, if it tells enough', () => {
    const own = ownProblem(row({ code: 'P18' }), [P18])
    expect(own.key).toBe(itemKey({ rule: 'P18', household: 'H1', idNumber: 'K1', subject: 'M1' }))
    expect(own.code).toBe('P18')
  })

  it.each([
    ['without the 人编号', row({ code: 'P18', member: '' }), [P18]],
    ['with a code of several rules', row({}), [P18, P19]],
    ['with a code of none', row({ code: '9_99_999' }), []],
  ])('%s, is a problem of its own', (_, listed, rules) => {
    const own = ownProblem(listed, rules)
    expect([own.code, own.key]).toEqual([listed.code, expect.stringMatching(/^[0-9a-f]{64}$/)])
    expect(ownProblem({ ...listed, row: 99, text: 'reworded' }, rules).key).toBe(own.key)
    expect(ownProblem({ ...listed, field: 'AAB001' }, rules).key).not.toBe(own.key)
  })
})
