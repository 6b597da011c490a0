import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { RULES } from '../../../../pipelines/rules/index.ts'
import { bidui, scratch } from '../calling.ts'

describe('bidui rules', () => {
  it('lists every rule', async () => {
    const { status, out } = await bidui(['rules'])
    expect(status).toBe(0)
    for (const { id, title } of RULES)
      expect(out).toMatch(new RegExp(`^  ${id} .*${title.zh.slice(0, 4)}`, 'm'))
  })

  it('explains one: text, parameters as of the day, basis, what to check, innocent explanations', async () => {
    const { out } = await bidui(['rules', 'x01'])
    for (const part of [
      '购置价达到限额',
      'vehicle.limit',
      '30,000 元',
      '已核实',
      '依据',
      '核查要点',
      '常见合理解释',
      '借名购车',
    ])
      expect(out).toContain(part)
  })

  it('says so where the policy has no value for the day', async () => {
    expect((await bidui(['rules', 'T01', '--as-of', '2017-11-20'])).out).toContain('3,200')
    expect((await bidui(['rules', 'T01', '--as-of', '1999-01-01'])).out).toContain('当日没有规定')
  })

  it('names the feeds from whose silence a rule concludes', async () => {
    expect((await bidui(['rules', 'X26', '--lang', 'en'])).out).toContain('concludes from absence in')
    expect((await bidui(['rules', 'X01', '--lang', 'en'])).out).not.toContain('concludes from absence')
  })

  it('refuses a policy that cannot be used', async () => {
    await using folder = await scratch()
    const path = join(folder.path, 'policy.json')
    await writeFile(path, '{')
    const { status, out, err } = await bidui(['rules', '--policy', path], { folder: folder.path })
    expect([status, out, err]).toEqual([2, '', expect.stringContaining('不是 JSON')])
  })
})
