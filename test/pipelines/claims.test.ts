import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mergeClaims } from '../../pipelines/claims.ts'
import { nameDoubt, withDoubt } from '../../pipelines/identity.ts'
import type { Claim, SourceFile } from '../../pipelines/types.ts'
import { ruleOf } from './rules/dossier.ts'

const file = (source: SourceFile['source'], order = 0): SourceFile => ({
  source,
  path: `${source}/${order}.csv`,
  digest: '0'.repeat(64),
  order,
  columns: new Set(),
})
const VEHICLES = file('public-security.vehicles')
const MEMBERS = file('register.members')

const claim = (parts: Partial<Claim> = {}): Claim => ({
  outcome: 'claim',
  household: '5301290001',
  idNumber: '',
  subject: '',
  class: 'suspected',
  severity: 'B',
  county: '530129',
  village: '530129101201',
  personName: '张三',
  evidence: [{ file: VEHICLES, row: 2 }],
  identityDoubt: false,
  detail: '甲',
  ...parts,
})
const rule = ruleOf('X25')
const merge = (...claims: readonly Claim[]) =>
  mergeClaims(rule, claims).map(lead => [lead.subject, lead.severity, lead.class, lead.detail])

it('a row of one file that two deliveries name is evidence once', () => {
  const again = { file: { ...VEHICLES, order: 1000 }, row: 2 }
  const [lead] = mergeClaims(rule, [claim(), claim({ evidence: [again] })])
  expect(lead?.evidence).toEqual([{ file: VEHICLES, row: 2 }])
})

describe('claims of one identity are one lead', () => {
  it('with the gravest severity, and the class that goes with it', () => {
    expect(
      merge(claim(), claim({ severity: 'A', class: 'error', detail: '乙' }), claim({ severity: 'C' })),
    ).toEqual([['', 'A', 'error', '乙；甲']])
    expect(merge(claim({ class: 'error' }), claim({ severity: 'A' }))).toEqual([['', 'A', 'suspected', '甲']])
  })
  it('apart by household, ID number and subject', () => {
    const apart = [claim(), claim({ subject: '云A1' }), claim({ idNumber: '1' }), claim({ household: '2' })]
    expect(mergeClaims(rule, apart)).toHaveLength(4)
  })
  it('with all rows as evidence, once each, by source, file and row', () => {
    const second = file('public-security.vehicles', 1)
    const [lead] = mergeClaims(rule, [
      claim({ evidence: [{ file: MEMBERS, row: 1 }] }),
      claim({
        evidence: [
          { file: second, row: 3 },
          { file: VEHICLES, row: 10 },
        ],
      }),
      claim({
        evidence: [
          { file: VEHICLES, row: 9 },
          { file: VEHICLES, row: 10 },
        ],
      }),
    ])
    expect(lead?.evidence.map(ref => `${ref.file.path}#${ref.row}`)).toEqual([
      'public-security.vehicles/0.csv#9',
      'public-security.vehicles/0.csv#10',
      'public-security.vehicles/1.csv#3',
      'register.members/0.csv#1',
    ])
  })
  it('in doubt only where all of them are', () => {
    const doubtful = claim({
      severity: 'C',
      identityDoubt: true,
      detail: '疑',
      evidence: [{ file: VEHICLES, row: 1 }],
    })
    expect([merge(doubtful), merge(doubtful, claim())]).toEqual([
      [['', 'C', 'suspected', '疑']],
      [['', 'B', 'suspected', '甲']],
    ])
    expect(mergeClaims(rule, [doubtful, claim()])[0]?.evidence.map(({ row }) => row)).toEqual([1, 2])
  })
  it('in the county of the row that it rests on first, with the first name that there is', () => {
    const [lead] = mergeClaims(rule, [
      claim({ county: '530129', evidence: [{ file: VEHICLES, row: 7 }] }),
      claim({ county: '530111', personName: '', evidence: [{ file: VEHICLES, row: 6 }] }),
    ])
    expect([lead?.county, lead?.personName]).toEqual(['530111', '张三'])
  })
  it('whatever the order in which they come', () => {
    const some = fc.record({
      household: fc.constantFrom('1', '2'),
      subject: fc.constantFrom('', '云A1'),
      severity: fc.constantFrom('A', 'B', 'C'),
      class: fc.constantFrom('error', 'suspected'),
      county: fc.constantFrom('', '530129', '530128'),
      personName: fc.constantFrom('', '甲', '乙'),
      identityDoubt: fc.boolean(),
      detail: fc.constantFrom('甲', '乙', '丙'),
      evidence: fc.array(fc.record({ file: fc.constantFrom(VEHICLES, MEMBERS), row: fc.nat(3) }), {
        minLength: 1,
        maxLength: 3,
      }),
    }) as fc.Arbitrary<Partial<Claim>>
    const shuffled = fc.array(some, { maxLength: 8 }).chain(parts => {
      const claims = parts.map(claim)
      return fc.tuple(fc.constant(claims), fc.shuffledSubarray(claims, { minLength: claims.length }))
    })
    fc.assert(
      fc.property(shuffled, ([claims, other]) => {
        expect(mergeClaims(rule, other)).toEqual(mergeClaims(rule, claims))
      }),
    )
  })
})

describe('identity', () => {
  it.each([
    ['张三', '张 三'],
    ['阿·依古丽', '阿依．古丽'],
    ['张三', ''],
    ['张三', undefined],
    ['·', '张三'],
  ])('「%s」 and 「%s」 raise no doubt', (registered, delivered) => {
    expect(nameDoubt(registered, delivered)).toBeUndefined()
  })
  it('shows both names, and says first what is to be done', () => {
    const doubt = nameDoubt('张三', ' 李四')
    expect(doubt && withDoubt(doubt, '甲')).toBe(
      '姓名不符，先核身份（登记姓名「张三」，部门数据姓名「李四」）：甲',
    )
  })
})
