import { expect, it } from 'vitest'
import { Evaluation } from '../../../pipelines/evaluation/evaluate.ts'
import { RULES } from '../../../pipelines/rules/index.ts'
import { context, person, row } from '../rules/dossier.ts'

/** On dibao in one county, supported at home in another: one lead, of the county of its first row. */
const dossier = person([
  row('civil-affairs.dibao', { 区划: '530129' }),
  row('civil-affairs.tekun', { 供养方式: '分散', 区划: '530128' }),
])

const told = (...counties: readonly string[]) => {
  const evaluation = new Evaluation(
    RULES.filter(({ id }) => id === 'I05'),
    context(),
    counties,
  )
  evaluation.add(dossier)
  return evaluation.finish().leads.map(({ county, evidence }) => [county, evidence.length])
}

it('a run for some counties tells the leads of a whole run whose county is among them, with all their rows', () => {
  expect(told()).toEqual([['530129', 2]])
  expect(told('530129')).toEqual([['530129', 2]])
  expect(told('530128')).toEqual([])
})

it('a dossier is suspected where a rule claims something, not where one only withholds', () => {
  const ofIllness = (policy = context()) =>
    new Evaluation(
      RULES.filter(({ id }) => id === 'I06'),
      policy,
      [],
    ).suspects(person([row('health.serious-illness', { 年度自付费用: '90000', 区划: '530129' })]))
  expect(ofIllness()).toBe(true)
  expect(ofIllness({ ...context(), parameter: () => undefined })).toBe(false)
})
