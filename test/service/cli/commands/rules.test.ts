import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { COMPARISON_RULES } from '../../../../pipelines/rules/index.ts'
import { bidui, scratch } from '../calling.ts'

describe('bidui rules', () => {
  it('lists every rule of the policy, and no other', async () => {
    const { status, out } = await bidui(['rules'])
    expect(status).toBe(0)
    for (const { id, title } of COMPARISON_RULES)
      expect(out).toMatch(new RegExp(`^  ${id} .*${title.zh.slice(0, 4)}`, 'm'))
    expect(out).not.toMatch(/^ {2}W\d\d /m)
    expect(out).toContain('bidui rules --policy fangfanpin-2023')
  })

  it('lists those of another policy, and why it uses no others', async () => {
    const { status, out } = await bidui(['rules', '--policy', 'fangfanpin-2023'])
    const ids = [...out.matchAll(/^ {2}([A-Z]\d\d) /gm)].map(([, id]) => id)
    expect([status, ids.slice(0, 7)]).toEqual([0, ['X18', 'X19', 'X25', 'X26', 'X34', 'W01', 'W02']])
    expect(ids.filter(id => /^[ITM]/.test(id ?? ''))).toEqual([])
    const unwrapped = out.replaceAll(/\s/g, '')
    for (const part of ['identity', 'monitoring', '反向佐证', '连续3个月无就业参保'])
      expect(unwrapped).toContain(part)
  })

  it('explains a rule that the policy does not use, and says so', async () => {
    const { status, out } = await bidui(['rules', 'W01'])
    expect([status, out.includes('政策 kunming-2017 不用这条规则'), out.includes('本政策没有规定')]).toEqual([
      0,
      true,
      true,
    ])
    const used = await bidui(['rules', 'W01', '--policy', 'fangfanpin-2023', '--as-of', '2023-11-20'])
    expect([used.out.includes('不用这条规则'), used.out.includes('7,300 元')]).toEqual([false, true])
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
