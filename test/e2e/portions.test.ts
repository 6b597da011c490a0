/** From which portions of the evaluation the leads of a county come: what can be known of its list before all are done. */
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { OUTSIDE, readStep } from '../../pipelines/flow/steps.ts'
import type { LeadMessage, OutcomeMessage } from '../../workers/evaluation/messages.ts'
import { unpackJson } from '../../workers/store/packing.ts'
import { openByHand } from './by-hand.ts'
import { makeCity, scratch } from './city.ts'

interface Claimed {
  readonly lead: LeadMessage
  readonly portion: string
}

const identityOf = ({ rule, household, idNumber, subject }: LeadMessage): string =>
  [rule, household, idNumber, subject].join('\n')

describe.each([
  [1500, 3],
  [400, 11],
])('In a city of %i households, seed %i', (households, seed) => {
  let folder: Awaited<ReturnType<typeof scratch>>
  const claimed: Claimed[] = []
  beforeAll(async () => {
    folder = await scratch()
    await makeCity(join(folder.path, 'city'), households, seed)
    await using hand = await openByHand(folder.path)
    await hand.arrive(join(folder.path, 'city'))
    const run = await hand.want()
    await hand.workOff()
    const { rows } = await hand.database.pool.query<{ step: string; data: Buffer }>(
      `select step, data from run_part where run = $1 and step like 'evaluation/%'`,
      [run],
    )
    for (const { step, data } of rows)
      for (const { leads } of unpackJson(data) as readonly OutcomeMessage[])
        for (const lead of leads) claimed.push({ lead, portion: readStep(step).part ?? '' })
  }, 120_000)
  afterAll(() => folder[Symbol.asyncDispose]())

  it('no lead comes from two portions', () => {
    expect(new Set(claimed.map(({ lead }) => identityOf(lead))).size).toBe(claimed.length)
  })

  it('the portion of a county has leads on its households, and no others', () => {
    const own = claimed.filter(({ portion }) => portion !== OUTSIDE)
    expect(own.length).toBeGreaterThan(100)
    expect(own.filter(({ lead, portion }) => lead.county !== portion)).toEqual([])
    expect(own.filter(({ lead }) => lead.household === '')).toEqual([])
  })

  it('whatever else is in the list of a county comes from outside the households: no list is whole before that is evaluated', () => {
    const outside = claimed.filter(({ portion }) => portion === OUTSIDE)
    expect(outside.filter(({ lead }) => lead.household !== '')).toEqual([])
    const counties = new Set(claimed.map(({ portion }) => portion))
    const shared = new Set(outside.map(({ lead }) => lead.county).filter(county => counties.has(county)))
    expect(shared.size).toBeGreaterThan(2)
    expect(new Set(outside.map(({ lead }) => lead.direction))).toEqual(new Set(['inclusion', 'quality']))
  })
})
