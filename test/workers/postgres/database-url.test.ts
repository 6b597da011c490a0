import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDatabaseUrl, withoutPassword } from '../../../workers/postgres/database-url.ts'

describe('a database URL', () => {
  it.each([
    ['postgresql://u:p@db.example:5433/bidui', 'postgresql://u:***@db.example:5433/bidui'],
    ['postgres://u:p@db.example/bidui?sslmode=require', 'postgresql://u:***@db.example:5432/bidui'],
    ['postgres://db.example/bidui?user=u&password=hidden', 'postgresql://u:***@db.example:5432/bidui'],
    ['postgresql://u:p@[::1]:5432/bidui', 'postgresql://u:***@::1:5432/bidui'],
    [
      'postgresql://u:p@/bidui?host=/run/postgresql&port=6000',
      'postgresql://u:***@/run/postgresql:6000/bidui',
    ],
    ['postgresql:///bidui?host=%2Frun', 'postgresql:///run:5432/bidui'],
    ['postgresql://u:p@%2Frun%2Fpg/bidui', 'postgresql://u:***@/run/pg:5432/bidui'],
    ['postgresql://u:p@host', 'postgresql://u:***@host:5432/u'],
    ['postgresql://%E6%89%B6:p@host/%E8%B4%AB', 'postgresql://扶:***@host:5432/贫'],
  ])('%s is shown as %s', (url, shown) => {
    expect(withoutPassword(url)).toBe(shown)
  })

  it.each(['', 'bidui', 'http://host/db', 'postgresql://host', '/run/postgresql'])('is not %j', text => {
    expect(parseDatabaseUrl(text)).toBeUndefined()
    expect(withoutPassword(text)).toBe('***')
  })

  it('never shows its password', () => {
    const password = fc.string({ minLength: 1 }).map(text => `S3cr${text}`)
    fc.assert(
      fc.property(password, fc.constantFrom('u:', ':'), (secret, user) => {
        const shown = [
          withoutPassword(`postgresql://${user}${secret}@host/db`),
          withoutPassword(`postgresql://${user}${encodeURIComponent(secret)}@host/db`),
        ]
        expect(shown.filter(text => text.includes('S3cr'))).toEqual([])
      }),
    )
  })
})
