import { describe, expect, it } from 'vitest'
import { bidui, scratch } from '../calling.ts'

describe('bidui doctor', () => {
  it('finds a new place in order, line by line', async () => {
    await using folder = await scratch()
    const { status, out, err } = await bidui(['doctor', '--lang', 'en'], { folder: folder.path })
    expect([status, err]).toEqual([0, ''])
    expect(out).toMatch(/^good {5}configuration /)
    expect(out).toContain('skipped  schema          not looked at: there is no database yet')
    expect(out).not.toContain('\u001b')
  })

  it('says as JSON what is bad and what to do, without passwords, and exits with 1', async () => {
    await using folder = await scratch()
    const environment = { DATABASE_URL: 'postgresql://bidui:geheim@127.0.0.1:1/none' }
    const { status, out } = await bidui(['doctor', '--json'], { folder: folder.path, environment })
    const { state, version, checks } = JSON.parse(out)
    expect([status, state, version]).toEqual([1, 'bad', '9.8.7'])
    const states = Object.fromEntries(checks.map(({ name, state }: Record<string, string>) => [name, state]))
    expect(states).toMatchObject({ node: 'good', database: 'bad', schema: 'skipped', runs: 'skipped' })
    expect(out).toContain('ECONNREFUSED')
    expect(out).not.toContain('geheim')
  })
})
