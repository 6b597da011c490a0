import { describe, expect, it } from 'vitest'
import { MIGRATIONS } from '../../../../schema/migrations/index.ts'
import { bidui, scratch } from '../calling.ts'

describe('bidui migrate', () => {
  it('brings the built-in database up to date, and may be called again', async () => {
    await using folder = await scratch()
    const newest = Object.keys(MIGRATIONS).sort().at(-1) ?? 'none'
    for (const time of ['first', 'second']) {
      const { status, out } = await bidui(['migrate', '--lang', 'en'], { folder: folder.path })
      expect([time, status, out]).toEqual([
        time,
        0,
        expect.stringContaining(`up to date (${newest}): built-in PostgreSQL`),
      ])
    }
  })

  it('says where a database is that cannot be reached, without its password', async () => {
    const { status, err } = await bidui(['migrate'], {
      environment: { DATABASE_URL: 'postgresql://bidui:geheim@127.0.0.1:1/none' },
    })
    expect([status, err]).toEqual([1, expect.stringMatching(/127\.0\.0\.1.*ECONNREFUSED/)])
    expect(err).not.toContain('geheim')
  })
})
