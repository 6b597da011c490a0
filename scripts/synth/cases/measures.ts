/** M01–M06: measures that the register lists, and what departments know of them. */
import { YEAR } from '../calendar.ts'
import { coversDibao, coversEnrolment } from '../coverage.ts'
import { dilapidatedOf, relocationOf, universityOf } from '../feed-rows.ts'
import type { Household } from '../household.ts'
import { type Case, latest, stays, stranger } from './case.ts'

/** A measure that no department knows of. */
const unfounded = (rule: string, kind: string, covered: (county: string) => boolean = () => true): Case => ({
  plant: household => {
    household.measure(kind, household.random.pick([2016, 2017]))
    if (covered(household.county.code)) household.lead(rule)
  },
})

const relocatedBy = (name: (household: Household) => string, severity?: 'C'): Case => ({
  plant: household => {
    const { random, head } = household
    household.give('relocation', relocationOf(random, head, 3, { head: name(household) }))
    household.lead('M01', severity ? { severity } : {})
  },
})

export const M01: readonly Case[] = [
  unfounded('M01', '易地搬迁'),
  relocatedBy(({ head }) => head.name),
  relocatedBy(household => stranger(household, household.head), 'C'),
]

const rebuilt =
  (planYear: number | '', own: { head?: string } = {}) =>
  (household: Household) => {
    const { random, head, place } = household
    const dates = { completedOn: '2016-10-11', movedInOn: '2017-02-02' }
    household.give(
      'dilapidated',
      dilapidatedOf(random, head, place.villageCode, { planYear, ...dates, ...own }),
    )
  }

export const M02: readonly Case[] = [
  unfounded('M02', '危房改造'),
  {
    plant: household => {
      rebuilt(2016)(household)
      household.lead('M02')
    },
  },
  {
    // the row is there, but not in any year's plan
    plant: household => {
      rebuilt('')(household)
      household.measure('危房改造', 2016)
      household.lead('M02')
    },
  },
  {
    plant: household => {
      rebuilt(2015, { head: stranger(household, household.head) })(household)
      household.lead('M02', { severity: 'C' })
    },
  },
]

export const M03: readonly Case[] = [
  unfounded('M03', '低保', coversDibao),
  unfounded('M03', '低保', coversDibao),
]
export const M04: readonly Case[] = [unfounded('M04', '五保'), unfounded('M04', '五保')]

/** Nobody of the household learns anywhere. */
const learnsNowhere = (household: Household): void => {
  const keys = new Set(household.members.map(({ person }) => person.key))
  household.drop('enrolment', row => keys.has(row.id))
  household.drop('university', row => keys.has(row.id))
  const measures = household.measures.filter(({ kind }) => kind !== '教育资助')
  household.measures.splice(0, household.measures.length, ...measures)
}

const taught = (change: (household: Household) => void): Case => ({
  shape: stays,
  plant: household => {
    learnsNowhere(household)
    change(household)
    household.measure('教育资助')
    if (coversEnrolment(household.county.code)) household.lead('M05')
  },
})

export const M05: readonly Case[] = [
  taught(() => undefined),
  taught(household => {
    household.give(
      'university',
      universityOf(household.random, household.head, undefined, { status: '毕业' }),
    )
  }),
]

const withoutMeasures = (state: Household['exitState'], year?: number | string): Case => ({
  shape: household => {
    household.exitState = state
    household.exitYear = 0
    household.proposed = '否'
    household.returned = state === '返贫' ? '是' : '否'
    household.returnCauses = state === '返贫' ? '因病' : ''
  },
  plant: household => {
    household.measures.splice(0, household.measures.length)
    if (year !== undefined) household.measure('产业扶持', year)
    household.lead('M06')
  },
})

export const M06: readonly Case[] = [
  withoutMeasures('未脱贫', 2016),
  withoutMeasures('返贫'),
  withoutMeasures('未脱贫', ''),
]

/** Measures that agree, in one way or another. */
export const HARMLESS_MEASURES: readonly Case[] = [
  {
    // the row is another member's
    shape: household => {
      household.add({ relation: '之叔伯', sex: '男', age: 48 })
    },
    plant: household => {
      const { random, members } = household
      household.give('relocation', relocationOf(random, latest(household), members.length))
      household.measure('易地搬迁', 2016)
    },
  },
  { shape: stays, plant: rebuilt('') },
  {
    // the register's 低保 household that says nothing of the measure
    shape: household => {
      household.support = 'dibao'
    },
    plant: household => {
      const measures = household.measures.filter(({ kind }) => kind !== '低保')
      household.measures.splice(0, household.measures.length, ...measures)
    },
  },
  {
    shape: stays,
    plant: household => {
      learnsNowhere(household)
      household.give('university', universityOf(household.random, household.head, undefined))
      household.measure('教育资助')
    },
  },
  {
    // out of poverty, and nothing done this year
    shape: household => {
      household.exitState = '稳定脱贫'
      household.exitYear = YEAR - 1
      household.proposed = '否'
      household.returned = '否'
      household.returnCauses = ''
    },
    plant: household => {
      household.measures.splice(0, household.measures.length)
      household.measure('产业扶持', 2016)
    },
  },
  {
    shape: household => {
      stays(household)
      household.exitState = '未脱贫'
      household.exitYear = 0
    },
    plant: household => {
      household.measures.splice(0, household.measures.length)
      household.measure('健康救助', household.random.pick(['2017年', '2017-05-06', '201706']))
    },
  },
]
