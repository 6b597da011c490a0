/** X11–X16: enterprises, cooperatives, shops, public pay, employment, pensions. */
import {
  cooperativeOf,
  employmentOf,
  enterpriseOf,
  payrollOf,
  pensionOf,
  selfEmployedOf,
} from '../feed-rows.ts'
import type { EnterpriseRow, SelfEmployedRow } from '../feeds/economy.ts'
import type { EmploymentRow, PayrollRow, PensionRow } from '../feeds/human-resources.ts'
import { codeAs, type Household } from '../household.ts'
import type { Person } from '../people.ts'
import type { Severity } from '../truth.ts'
import { type Case, stranger, variant } from './case.ts'

type Make<R> = (household: Household, person: Person) => Partial<R>
const plainly =
  <R>(own: Partial<R>): Make<R> =>
  () =>
    own

const enterpriseLead = (severity: Severity, make: Make<EnterpriseRow>): Case => ({
  plant: household => {
    const person = household.adult
    const row = enterpriseOf(household.random, person, make(household, person))
    household.give('enterprises', row)
    household.lead('X11', {
      person,
      subject: row.creditCode === '' ? row.enterprise : codeAs(row.creditCode),
      severity,
    })
  },
})

export const X11: readonly Case[] = [
  enterpriseLead('A', plainly({ paid: 50 })),
  enterpriseLead('C', plainly({ role: '股东', paid: 0 })),
  enterpriseLead('A', plainly({ role: '股东', paid: '' })),
  enterpriseLead('A', plainly({ creditCode: '' })),
  enterpriseLead('C', (household, person) => ({ person: stranger(household, person) })),
  enterpriseLead('A', (household, person) => ({
    person: variant(household, person),
    role: '股东',
    paid: '壹拾万',
  })),
  {
    // both director and shareholder of one enterprise: one lead
    plant: household => {
      const person = household.adult
      const row = enterpriseOf(household.random, person, { paid: 0 })
      household.give('enterprises', row)
      household.give('enterprises', { ...row, role: '股东', paid: 20 })
      household.lead('X11', { person, subject: codeAs(row.creditCode), severity: 'A' })
    },
  },
]

const cooperativeLead = (severity: Severity, make: Make<EnterpriseRow>): Case => ({
  plant: household => {
    const person = household.adult
    const row = cooperativeOf(household.random, person, make(household, person))
    household.give('enterprises', row)
    household.lead('X12', {
      person,
      subject: row.creditCode === '' ? row.enterprise : codeAs(row.creditCode),
      severity,
    })
  },
})

export const X12: readonly Case[] = [
  cooperativeLead('B', plainly({ role: '理事长' })),
  cooperativeLead('B', plainly({ role: '法定代表人', creditCode: '' })),
  cooperativeLead('C', (household, person) => ({ role: '理事长', person: stranger(household, person) })),
]

const shopLead = (severity: Severity, make: Make<SelfEmployedRow>): Case => ({
  plant: household => {
    const person = household.adult
    const row = selfEmployedOf(household.random, person, make(household, person))
    household.give('selfEmployed', row)
    household.lead('X13', { person, subject: row.shop, severity })
  },
})

export const X13: readonly Case[] = [
  shopLead('B', plainly({ capital: 5 })),
  shopLead('C', plainly({ capital: 4.9 })),
  shopLead('B', plainly({ capital: '' })),
  shopLead('C', (household, person) => ({ capital: 20, owner: stranger(household, person) })),
]

const payLead = (severity: Severity, make: Make<PayrollRow>): Case => ({
  plant: household => {
    const person = household.adult
    household.give('payroll', payrollOf(household.random, person, make(household, person)))
    household.lead('X14', { person, severity })
  },
})

export const X14: readonly Case[] = [
  payLead('A', plainly({ kind: '公务员' })),
  payLead('A', plainly({ kind: '事业退休', status: '退休' })),
  payLead('C', (household, person) => ({ kind: '事业编', name: stranger(household, person) })),
  payLead('A', (household, person) => ({ kind: '参公', name: variant(household, person) })),
  payLead('A', plainly({ kind: '机关退休', status: '退休' })),
]

const jobLead = (severity: Severity, make: Make<EmploymentRow>): Case => ({
  plant: household => {
    const person = household.adult
    const row = employmentOf(household.random, person, make(household, person))
    household.give('employment', row)
    household.lead('X15', { person, severity })
  },
})

export const X15: readonly Case[] = [
  jobLead('B', plainly({ months: 12 })),
  jobLead('B', plainly({ months: 180 })),
  jobLead('C', (household, person) => ({ months: 60, name: stranger(household, person) })),
]

const pensionLead = (severity: Severity, make: Make<PensionRow>): Case => ({
  plant: household => {
    const person = household.adult
    household.give('pensions', pensionOf(household.random, person, make(household, person)))
    household.lead('X16', { person, severity })
  },
})

export const X16: readonly Case[] = [
  pensionLead('B', plainly({ insurance: '企业养老', amount: 2680 })),
  pensionLead('B', plainly({ insurance: '机关养老', amount: 3950 })),
  pensionLead('C', (household, person) => ({
    insurance: '企业养老',
    amount: 2100,
    name: stranger(household, person),
  })),
]

const trades = (own: Partial<EnterpriseRow>): Case => ({
  plant: household => {
    household.give('enterprises', enterpriseOf(household.random, household.adult, own))
  },
})
const cooperates = (own: Partial<EnterpriseRow>): Case => ({
  plant: household => {
    household.give('enterprises', cooperativeOf(household.random, household.adult, own))
  },
})
const works = (own: Partial<EmploymentRow>): Case => ({
  plant: household => {
    household.give('employment', employmentOf(household.random, household.adult, own))
  },
})
const isPaid = (own: Partial<PayrollRow>): Case => ({
  plant: household => {
    household.give('payroll', payrollOf(household.random, household.adult, own))
  },
})

/** Work and pay that are no lead, by one condition each. */
export const HARMLESS_INCOME: readonly Case[] = [
  trades({ status: '注销' }),
  trades({ status: '吊销', role: '股东' }),
  trades({ role: '社员' }),
  trades({ role: '理事长' }),
  cooperates({ role: '社员', paid: 3 }),
  cooperates({ role: '股东' }),
  cooperates({ role: '理事长', status: '注销' }),
  {
    plant: household => {
      household.give(
        'selfEmployed',
        selfEmployedOf(household.random, household.adult, { status: '注销', capital: 50 }),
      )
    },
  },
  ...['护林员', '公益性岗位', '村医', '代课', '临聘', '其他', '公务员(聘用)'].map(kind => isPaid({ kind })),
  isPaid({ kind: '机关退休', status: '离职' }),
  isPaid({ kind: '事业编', status: '离职' }),
  isPaid({ kind: '公务员', status: '' }),
  works({ months: 11 }),
  works({ standing: '灵活就业', months: 48 }),
  works({ standing: '劳务派遣', months: 30 }),
  works({ status: '中断', months: 120 }),
  {
    plant: household => {
      household.give(
        'pensions',
        pensionOf(household.random, household.adult, { insurance: '企业养老', status: '停发' }),
      )
    },
  },
]
