import { describe, expect, it } from 'vitest'
import { InputError } from '../../../connectors/input-error.ts'
import { DeliveryFailure } from '../../../workers/comparison/delivery-failure.ts'
import { decideFailure } from '../../../workers/flow/failure-policy.ts'
import { OperationalError } from '../../../workers/operational-error.ts'

const coded = (code: string, message = 'x'): Error => Object.assign(new Error(message), { code })
const kinds = (error: unknown) => [1, 2, 3, 4].map(attempt => decideFailure(error, attempt).kind)

describe('A step that failed', () => {
  it.each([
    ['a full disk', coded('ENOSPC')],
    ['a full disk of the database', coded('53100')],
    [
      'a full disk, told for people',
      new OperationalError({ zh: '满', en: 'full' }, { cause: coded('ENOSPC') }),
    ],
    ['a database that restarts', coded('57P01')],
    ['a database that is away', coded('ECONNREFUSED')],
    ['a connection that was cut', new Error('Connection terminated unexpectedly')],
    ['any of these at a delivery', new DeliveryFailure('d', coded('53100'))],
  ])('waits for as long as it takes: %s', (_, error) => {
    expect(kinds(error)).toEqual(['wait', 'wait', 'wait', 'wait'])
  })

  it('is tried three times, later each time, where it may have been chance', () => {
    const error = new RangeError('x')
    expect(kinds(error)).toEqual(['retry', 'retry', 'give up', 'give up'])
    const seconds = [1, 2].map(attempt => {
      const decision = decideFailure(error, attempt)
      return decision.kind === 'retry' ? decision.seconds : 0
    })
    expect(seconds).toEqual([5, 20])
  })

  it('stops the delivery, not the run, where one delivery fails each time', () => {
    const error = new DeliveryFailure('d1', new RangeError('x'))
    expect(kinds(error)).toEqual(['retry', 'retry', 'hold', 'hold'])
    expect(decideFailure(error, 3)).toMatchObject({ delivery: 'd1' })
  })

  it('is given up where it fails at a delivery that it was to be done without', () => {
    const error = new DeliveryFailure('d1', new RangeError('x'))
    const at = (attempt: number) => decideFailure(error, attempt, new Set(['d1'])).kind
    expect([1, 2, 3].map(at)).toEqual(['retry', 'retry', 'give up'])
    expect(decideFailure(error, 3, new Set(['d2'])).kind).toBe('hold')
  })

  it('is given up at once where a person has to do something', () => {
    const error = new InputError('no_register', { zh: '没有建档立卡数据', en: 'the register is missing' })
    expect(decideFailure(error, 1)).toEqual({
      kind: 'give up',
      failure: { zh: '没有建档立卡数据', en: 'the register is missing' },
    })
  })

  it('never quotes what an unexpected error says', () => {
    const failure = decideFailure(new TypeError('530129198001011234 is wrong'), 3)
    expect(JSON.stringify(failure)).not.toContain('530129')
    expect(failure.failure.en).toBe('the program failed (TypeError)')
  })
})
