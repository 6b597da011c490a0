import { describe, expect, it } from 'vitest'
import { isNightly } from '../../../pipelines/schedule/cron.ts'

describe('the time of the nightly comparison', () => {
  it.each([
    '0 2 * * *',
    ' 30  22 * * 1-5 ',
    '0 2 1 * *',
    '0 2 L * *',
    '0 2 29 2 *',
    '30 0 2 * * *',
    '@daily',
    '@weekly',
  ])('may be %j', text => expect(isNightly(text)).toBe(true))

  it.each([
    ['more than once a day', '0 2,14 * * *'],
    ['every minute', '* 2 * * *'],
    ['every second', '* 0 2 * * *'],
    ['every hour', '@hourly'],
    ['fields that are missing', '0 2'],
    ['nothing but an hour', '2'],
    ['an hour that does not exist', '0 24 * * *'],
    ['a day that does not exist', '0 2 30 2 *'],
    ['a time that is drawn', 'H 2 * * *'],
    ['words', 'every night'],
    ['nothing', ''],
    ['a clock time', '02:00'],
    ['a name of every object', '@constructor'],
    ['seven fields', '0 0 2 * * * 2017'],
  ])('is not %s: %j', (_, text) => expect(isNightly(text)).toBe(false))
})
