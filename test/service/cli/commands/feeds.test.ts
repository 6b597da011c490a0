import { describe, expect, it } from 'vitest'
import { FEEDS } from '../../../../connectors/feeds/index.ts'
import { REGISTER_TABLES } from '../../../../connectors/register/index.ts'
import { bidui } from '../calling.ts'

describe('bidui feeds', () => {
  it('lists all feeds and register tables', async () => {
    const { status, out } = await bidui(['feeds'])
    expect(status).toBe(0)
    for (const { id } of FEEDS) expect(out).toContain(`  ${id} `)
    for (const id of Object.keys(REGISTER_TABLES)) expect(out).toContain(`  register.${id} `)
  })

  it('explains every column of every feed, with its aliases', async () => {
    for (const { id, columns } of FEEDS) {
      const { out } = await bidui(['feeds', id])
      const text = out.replace(/\s+/g, '')
      for (const { header, aliases } of Object.values(columns)) {
        expect(text).toContain(header)
        if (aliases.length > 0) expect(text).toContain(`也接受：${aliases.join('、')}`)
      }
    }
  })

  it('marks required columns and sensitive feeds', async () => {
    const { out } = await bidui(['feeds', 'health.serious-illness', '--lang', 'en'])
    expect(out).toContain('health data')
    expect(out).toMatch(/病种 +\[required\]/)
    expect(out).not.toMatch(/确诊日期 +\[required\]/)
  })
})
