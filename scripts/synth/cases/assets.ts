/** X01–X09: vehicles, property, presale contracts. */
import { AS_OF, addDays, addMonths } from '../calendar.ts'
import { presaleOf, propertyOf, vehicleOf } from '../feed-rows.ts'
import type { PropertyRow } from '../feeds/housing.ts'
import type { VehicleRow } from '../feeds/public-security.ts'
import { codeAs, type Household, platesAs } from '../household.ts'
import type { Person } from '../people.ts'
import type { Severity } from '../truth.ts'
import { type Case, latest, stranger, variant } from './case.ts'

const SIX_YEARS_AGO = addMonths(AS_OF, -72)

function drives(household: Household, person: Person, own: Partial<VehicleRow>): VehicleRow {
  const row = vehicleOf(household.random, person, own)
  household.give('vehicles', row)
  return row
}

/** A vehicle of a member, and the lead about it. */
const vehicleLead = (rule: string, own: Partial<VehicleRow>): Case => ({
  plant: household => {
    const person = household.adult
    const row = drives(household, person, own)
    household.lead(rule, { person, subject: platesAs(row.plate) })
  },
})

const otherOwner = (rule: string, own: Partial<VehicleRow>): Case => ({
  plant: household => {
    const person = household.adult
    const row = drives(household, person, { ...own, owner: stranger(household, person) })
    household.lead(rule, { person, subject: platesAs(row.plate), severity: 'C' })
  },
})

const yiMember = (household: Household): void => {
  household.add({ relation: '其他', sex: '男', age: 35, surname: '阿说·', ethnic: '彝族' })
}

export const X01: readonly Case[] = [
  vehicleLead('X01', { type: 'K33', price: 30_000, registeredOn: '2008-05-06' }),
  vehicleLead('X01', { type: 'K33', price: '', registeredOn: SIX_YEARS_AGO }),
  otherOwner('X01', { type: 'K31', price: 86_000 }),
  vehicleLead('X01', { type: '小型轿车', price: 128_500, status: '违法未处理,逾期未检验' }),
  {
    shape: yiMember,
    plant: household => {
      const person = latest(household)
      const row = drives(household, person, { owner: variant(household, person), price: 52_000 })
      household.lead('X01', { person, subject: platesAs(row.plate) })
    },
  },
  {
    // the same vehicle twice, once under another name: the row that agrees is enough
    plant: household => {
      const person = household.adult
      const row = drives(household, person, { price: 45_000, plate: '云A·7T3K9' })
      drives(household, person, { ...row, plate: '云A7T3K9', owner: stranger(household, person) })
      household.lead('X01', { person, subject: '云A7T3K9' })
    },
  },
  vehicleLead('X01', { type: 'K21', price: 150_000, status: 'GQ' }),
  vehicleLead('X01', { type: 'K41', price: 30_500, status: 'Z' }),
  vehicleLead('X01', { type: '小型越野客车', price: '', registeredOn: '2016-03-02' }),
]

export const X02: readonly Case[] = [
  vehicleLead('X02', { type: 'K33', price: 29_999, registeredOn: '2017-02-03' }),
  {
    // six years old since this very day
    plant: household => {
      const person = household.adult
      const registeredOn = addDays(SIX_YEARS_AGO, -1)
      const row = drives(household, person, { type: 'K31', price: '', registeredOn })
      const about = { person, subject: platesAs(row.plate) }
      household.lead('X02', { ...about, from: AS_OF })
      household.lead('X01', { ...about, until: addDays(AS_OF, -1) })
    },
  },
  vehicleLead('X02', { type: 'K33', price: '三万', registeredOn: '2017-05-01' }),
  otherOwner('X02', { type: 'K41', price: 12_000 }),
  vehicleLead('X02', { type: '面包车微型客车', price: 18_000, status: 'D' }),
]

export const X03: readonly Case[] = [
  vehicleLead('X03', { type: 'H11', price: 210_000, plateKind: '01' }),
  otherOwner('X03', { type: '重型自卸货车', plateKind: '01' }),
  vehicleLead('X03', { type: 'J11', price: '', registeredOn: '2006-01-01' }),
  vehicleLead('X03', { type: 'Q11', plateKind: '01' }),
  vehicleLead('X03', { type: '中型普通货车' }),
  vehicleLead('X03', { type: 'Z31' }),
]

export const X04: readonly Case[] = [
  vehicleLead('X04', { type: 'H31', price: 48_000 }),
  vehicleLead('X04', { type: '轻型普通货车', status: 'Q' }),
  vehicleLead('X04', { type: 'H51', price: 22_000 }),
  vehicleLead('X04', { type: '微型货车' }),
]

export const X06: readonly Case[] = [
  {
    // one person, two vehicles
    plant: household => {
      const person = household.adult
      const car = drives(household, person, { type: 'K33', price: 20_000, plate: '云A11P22' })
      const lorry = drives(household, person, { type: 'H31', plate: '云A11P23' })
      household.lead('X06')
      household.lead('X02', { person, subject: platesAs(car.plate) })
      household.lead('X04', { person, subject: platesAs(lorry.plate) })
    },
  },
  {
    // two persons
    shape: household => {
      household.add({ relation: '之叔伯', sex: '男', age: 45 })
    },
    plant: household => {
      const uncle = latest(household)
      const car = drives(household, household.head, { type: 'K33', price: 66_000 })
      const lorry = drives(household, uncle, { type: 'H11' })
      household.lead('X06')
      household.lead('X01', { person: household.head, subject: platesAs(car.plate) })
      household.lead('X03', { person: uncle, subject: platesAs(lorry.plate) })
    },
  },
  {
    // one of the two names somebody else: the other is not enough for two
    plant: household => {
      const person = household.adult
      const car = drives(household, person, { type: 'K33', price: 66_000 })
      const lorry = drives(household, person, { type: 'H31', owner: stranger(household, person) })
      household.lead('X06', { severity: 'C' })
      household.lead('X01', { person, subject: platesAs(car.plate) })
      household.lead('X04', { person, subject: platesAs(lorry.plate), severity: 'C' })
    },
  },
]

const subjectOf = (row: PropertyRow): string =>
  row.certificate === '' ? row.location : codeAs(row.certificate)

const propertyLead = (rule: string, severity: Severity, own: Partial<PropertyRow>): Case => ({
  plant: household => {
    const person = household.adult
    const row = propertyOf(household.random, [person], '530111', own)
    household.give('property', row)
    household.lead(rule, { person, subject: subjectOf(row), severity })
  },
})

const otherTitle = (rule: string, own: Partial<PropertyRow>): Case => ({
  plant: household => {
    const person = household.adult
    const row = propertyOf(household.random, [person], '530112', {
      ...own,
      owners: [stranger(household, person)],
    })
    household.give('property', row)
    household.lead(rule, { person, subject: subjectOf(row), severity: 'C' })
  },
})

export const X07: readonly Case[] = [
  propertyLead('X07', 'A', {}),
  propertyLead('X07', 'C', { share: '49' }),
  {
    // joint owners, both members: names and numbers stand side by side
    shape: household => {
      household.add({ relation: '之兄弟姐妹', sex: '男', age: 40 })
    },
    plant: household => {
      const owners = [household.head, latest(household)]
      const row = propertyOf(household.random, owners, '530103', { share: 50 })
      household.give('property', row)
      for (const person of owners) household.lead('X07', { person, subject: subjectOf(row), severity: 'A' })
    },
  },
  propertyLead('X07', 'A', { certificate: '', share: '' }),
  otherTitle('X07', {}),
  propertyLead('X07', 'A', { setting: '', acquired: '' }),
  propertyLead('X07', 'A', { setting: '城乡结合部', share: '50%' }),
  {
    // together with somebody outside, one name for two numbers: the row names nobody
    plant: household => {
      const person = household.adult
      const friend = household.stranger({ sex: '男', age: 40 })
      const row = propertyOf(household.random, [friend, person], '530102', { owners: [friend.name] })
      household.give('property', row)
      household.lead('X07', { person, subject: subjectOf(row), severity: 'A' })
    },
  },
  {
    // one certificate, two shares: the graver one counts
    plant: household => {
      const person = household.adult
      const row = propertyOf(household.random, [person], '530181', { share: 40 })
      household.give('property', row)
      household.give('property', { ...row, share: 60 })
      household.lead('X07', { person, subject: subjectOf(row), severity: 'A' })
    },
  },
]

export const X08: readonly Case[] = [
  propertyLead('X08', 'A', { use: '商业', kind: '其他' }),
  propertyLead('X08', 'B', { use: '车位', area: 12.5 }),
  otherTitle('X08', { use: '商业' }),
  propertyLead('X08', 'A', { use: '商业', setting: '乡村', certificate: '' }),
]

export const X09: readonly Case[] = [
  {
    plant: household => {
      const person = household.adult
      const row = presaleOf(household.random, person)
      household.give('presale', row)
      household.lead('X09', { person, subject: codeAs(row.contract) })
    },
  },
  {
    plant: household => {
      const person = household.adult
      const row = presaleOf(household.random, person, { contract: '' })
      household.give('presale', row)
      household.lead('X09', { person, subject: row.location })
    },
  },
  {
    plant: household => {
      const person = household.adult
      const row = presaleOf(household.random, person, { buyer: stranger(household, person) })
      household.give('presale', row)
      household.lead('X09', { person, subject: codeAs(row.contract), severity: 'C' })
    },
  },
]

const drivesOnly = (own: Partial<VehicleRow>): Case => ({
  plant: household => {
    drives(household, household.adult, own)
  },
})

const ownsOnly = (own: Partial<PropertyRow>): Case => ({
  plant: household => {
    household.give('property', propertyOf(household.random, [household.adult], household.county.code, own))
  },
})

/** Vehicles and houses that are no lead, by one condition each. */
export const HARMLESS_ASSETS: readonly Case[] = [
  ...['E', 'C', 'B', 'P', 'M', 'GQE', '注销', '达到报废标准'].map(status =>
    drivesOnly({ price: 90_000, status }),
  ),
  drivesOnly({ type: 'H11', status: 'E' }),
  drivesOnly({ type: 'H51', status: 'M' }),
  drivesOnly({ type: 'K11', price: 300_000 }),
  drivesOnly({ type: '普通二轮摩托车', price: 31_000 }),
  drivesOnly({ type: 'T11', price: 65_000 }),
  drivesOnly({ type: '挂车', price: 65_000 }),
  ...['继承', '易地搬迁', '灾后重建', '拆迁安置', '棚改'].map(acquired => ownsOnly({ acquired })),
  ownsOnly({ setting: '乡村' }),
  ownsOnly({ kind: '自建房', acquired: '其他' }),
  ownsOnly({ kind: '经济适用房' }),
  ownsOnly({ use: '其他' }),
  ownsOnly({ use: '商业', acquired: '继承' }),
  ownsOnly({ use: '车位', acquired: '拆迁安置' }),
  {
    plant: household => {
      household.give('presale', presaleOf(household.random, household.adult, { status: '撤销' }))
    },
  },
  {
    // a vehicle that is there twice is one; another one is gone
    plant: household => {
      const person = household.adult
      drives(household, person, { price: 60_000, status: 'B', plate: '云A55D66' })
      drives(household, person, { price: 60_000, status: 'E', plate: '云A55D67' })
    },
  },
]
