import { describe, expect, it } from 'vitest'
import { ADULT, context, household, idOf, leadsOf, member, orphans } from '../rules/dossier.ts'
import { born, numbered, person } from './person.ts'
import { quality, saidOf } from './table.ts'

const MAN = ADULT
const WOMAN = idOf('19700312', '124')
/** A number whose check character is another. */
const misprinted = (key: string): string => key.slice(0, 17) + (key.endsWith('0') ? '1' : '0')

quality('P11', [
  ['fires on an empty number', numbered(''), 'error'],
  ['fires on 15 digits', person({}, { idText: '530129700312123' }), 'error'],
  ['fires on 17', numbered(MAN.slice(0, 17)), 'error'],
  ['fires on 19', numbered(`${MAN}4`), 'error'],
  ['fires on 21', numbered(`${MAN}43B`), 'error'],
  ['not on 18', person(), 'none'],
  ['not on 20', person({}, { idText: `${MAN}43` }), 'none'],
  ['not on 22', person({}, { idText: `${MAN}43B1` }), 'none'],
  ['not on 18 that are masked: their length is right', numbered('530129********1234'), 'none'],
  ['counts a rare character once', numbered('𠮷30129197003121234'), 'none'],
])

quality('P12', [
  ['fires on a certificate of 18', person({ 证件类型: '残疾人证' }), 'error'],
  ['fires on a certificate of 21', person({ 证件类型: '09' }, { idText: `${MAN}43B` }), 'error'],
  ['fires on a certificate without a number', numbered('', { 证件类型: '残疾人证' }), 'error'],
  ['fires on an ID card of 20', person({ 证件类型: '居民身份证' }, { idText: `${MAN}43` }), 'error'],
  ['fires on an ID card of 15', person({ 证件类型: '身份证' }, { idText: '530129700312123' }), 'error'],
  ['not on a certificate of 20', person({ 证件类型: '残疾人证' }, { idText: `${MAN}43` }), 'none'],
  ['not on a reissued one of 22', person({ 证件类型: '残疾人证' }, { idText: `${MAN}43B1` }), 'none'],
  ['not on an ID card of 18', person({ 证件类型: '居民身份证' }), 'none'],
  ['not on an officer’s card', person({ 证件类型: '军官证' }, { idText: '0123456' }), 'none'],
  ['not where the kind is missing', person({}, { idText: '0123456' }), 'none'],
  ['not where the kind cannot be read', person({ 证件类型: '护照' }, { idText: '0123456' }), 'none'],
])

quality('P13', [
  ['fires on another check character', numbered(misprinted(MAN)), 'error'],
  ['fires on the first 18 of a certificate', numbered(`${misprinted(MAN)}43`), 'error'],
  ['fires on digits that a spreadsheet has rounded', numbered('530129197003121000'), 'error'],
  ['not on the right one', person(), 'none'],
  ['not on the right one in a certificate', person({}, { idText: `${MAN}43B1` }), 'none'],
  ['not on 15 digits, which have none', person({}, { idText: '530129700312123' }), 'none'],
  ['not where other characters stand', numbered(`5301291970O312${MAN.slice(14)}`), 'none'],
  ['not on a masked number', numbered('530129********1234'), 'none'],
])

quality('P14', [
  ['fires on a 30 February', numbered(idOf('19700230')), 'error'],
  ['fires on a month 13', numbered(idOf('19701301')), 'error'],
  ['fires in a certificate', numbered(`${idOf('19701301')}43`), 'error'],
  ['fires on the day before 1900', numbered(idOf('18991231')), 'error'],
  ['fires on the day after the comparison', numbered(idOf('20171121')), 'error'],
  ['fires where the birth date is masked', numbered('530129********1234'), 'error'],
  ['fires whatever the check character is', numbered(misprinted(idOf('19700230'))), 'error'],
  ['not behind a rare character, which is one', numbered(`𬭎${MAN.slice(1)}`), 'none'],
  ['not on the first day of 1900', born('19000101'), 'none'],
  ['not on the day of the comparison', born('20171120'), 'none'],
  ['not on a 29 February', born('19720229'), 'none'],
  ['not on a wrong check character alone', numbered(misprinted(MAN)), 'none'],
  ['not on 15 digits', numbered('530129701312123'), 'none'],
  ['not where places may have shifted', numbered('53012919701312'), 'none'],
])

quality('P15', [
  ['fires on another day', person({ 出生日期: '1970-03-13' }), 'error'],
  ['fires beside a wrong check character', numbered(misprinted(MAN), { 出生日期: '19700313' }), 'error'],
  ['fires on a certificate', person({ 出生日期: '1970-03-13' }, { idText: `${MAN}43` }), 'error'],
  [
    'fires behind a rare character, which is one',
    numbered(`𬭎${MAN.slice(1)}`, { 出生日期: '1970-03-13' }),
    'error',
  ],
  ['not on the same day', person({ 出生日期: '19700312' }), 'none'],
  ['not where it is empty', person({ 出生日期: '' }), 'none'],
  ['not where it cannot be read', person({ 出生日期: '三月' }), 'none'],
  ['not where the number holds no date', numbered(idOf('19701301'), { 出生日期: '1970-01-13' }), 'none'],
  ['not on 15 digits', person({ 出生日期: '1971-01-01' }, { idText: '530129700312123' }), 'none'],
])

quality('P16', [
  ['fires on 999999 ahead', person({}, { key: idOf('19700312', '123', '999999') }), 'suspected'],
  ['fires on 99999 within', numbered('530129199999123456'), 'suspected'],
  ['fires on a number of any length', numbered('99999'), 'suspected'],
  ['not on 9999', numbered('530129199991231234'), 'none'],
  ['not on an empty one', numbered(''), 'none'],
])

const twice = (key: string, other = key) =>
  household({
    members: [member({ key, cells: { 人编号: '01' } }), member({ key: other, cells: { 人编号: '02' } })],
  })

quality('P17', [
  ['fires once on a number that stands twice', twice(MAN), 'error'],
  ['not on two numbers', twice(MAN, WOMAN), 'none'],
  ['not across households, which X34 does', person({}, { elsewhere: ['5301290002'] }), 'none'],
  [
    'not on two bad numbers, which name nobody',
    household({ members: [member({ key: '' }), member({ key: '' })] }),
    'none',
  ],
])
describe('P17', () => {
  it('is one lead a number, about nobody, on all rows, however the numbers are written', () => {
    const rows = [member({ key: MAN }), member({ key: MAN, idText: `${MAN}43` }), member({ key: MAN })]
    const leads = leadsOf('P17', household({ members: [...rows, member({ key: WOMAN })] }))
    expect(leads.map(({ subject, idNumber, evidence }) => [subject, idNumber, evidence.length])).toEqual([
      ['', MAN, 3],
    ])
  })
  it('has one lead for each of two numbers', () => {
    const four = [MAN, WOMAN, WOMAN, MAN].map(key => member({ key }))
    expect(leadsOf('P17', household({ members: four }))).toHaveLength(2)
  })
  it('says the same whatever the order of the rows', () => {
    const { members } = twice(MAN)
    const [one, other] = [members, members.toReversed()].map(each =>
      leadsOf('P17', household({ members: each })),
    )
    expect(one?.map(({ detail }) => detail)).toEqual(other?.map(({ detail }) => detail))
  })
})

quality('P18', [
  ['fires on a woman with a man’s number', person({ 性别: '女' }, { key: MAN }), 'error'],
  ['fires on a man with a woman’s', person({ 性别: '1' }, { key: WOMAN }), 'error'],
  ['fires beside a wrong check character', numbered(misprinted(MAN), { 性别: '女' }), 'error'],
  ['fires on a certificate', person({ 性别: '女' }, { key: MAN, idText: `${MAN}43B1` }), 'error'],
  ['fires behind a rare character, which is one', numbered(`𬭎${MAN.slice(1)}`, { 性别: '女' }), 'error'],
  ['not on a man behind one', numbered(`𬭎${MAN.slice(1)}`, { 性别: '男' }), 'none'],
  ['not on a man with a man’s', person({ 性别: '男' }, { key: MAN }), 'none'],
  ['not on a woman with a woman’s', person({ 性别: '女' }, { key: WOMAN }), 'none'],
  ['not where 性别 is empty', person({ 性别: '' }, { key: MAN }), 'none'],
  ['not where it cannot be read', person({ 性别: '妇' }, { key: MAN }), 'none'],
  ['not where no digit stands', numbered('5301291970031212*4', { 性别: '女' }), 'none'],
  ['takes 0 for a woman', person({ 性别: '男' }, { key: idOf('19700312', '120') }), 'error'],
  ['takes 9 for a man', person({ 性别: '女' }, { key: idOf('19700312', '129') }), 'error'],
  ['not of a man where no digit stands', numbered('5301291970031212*4', { 性别: '男' }), 'none'],
  ['not where a letter stands', numbered('5301291970031212A4', { 性别: '女' }), 'none'],
  ['not of a man where a letter stands', numbered('5301291970031212B4', { 性别: '男' }), 'none'],
  ['not on 15 digits', person({ 性别: '女' }, { key: MAN, idText: '530129700312123' }), 'none'],
  ['not where nothing stands', numbered('', { 性别: '女' }), 'none'],
])

quality('P57', [
  ['counts a number of another county', person({}, { key: idOf('19700312', '123', '532231') }), 'exempt'],
  ['not one of the county', person(), 'none'],
  ['not where there is no valid number', numbered('532231'), 'none'],
  ['not where the county is not known', orphans(member()), 'none'],
])

it('P11 says the length', () => {
  const detail = (idText: string) => leadsOf('P11', numbered(idText))[0]?.detail
  expect(['', '5301'].map(detail)).toEqual(['证件号码为空', '证件号码 4 位，应为 18、20 或 22 位'])
})

it('what is wrong with a number is said without its digits', () => {
  const all = ['P11', 'P12', 'P13', 'P14', 'P15', 'P16', 'P17', 'P18']
  const bad = numbered(misprinted(idOf('19701301')), { 证件类型: '残疾人证', 性别: '女' })
  const details = all.flatMap(id => leadsOf(id, bad, context()).map(({ detail }) => detail))
  expect(details.length).toBeGreaterThan(3)
  expect(details.filter(detail => /\d{6}/.test(detail))).toEqual([])
  expect(saidOf('P15', bad)).toEqual(['none'])
})
