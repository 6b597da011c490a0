import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { bidui, scratch } from '../calling.ts'

describe('bidui demo', () => {
  it('finds every planted lead and nothing else, the second time as well, and touches nothing but its folder', async () => {
    await using folder = await scratch()
    const demo = () =>
      bidui(['demo', '--households', '120', '--seed', '11'], {
        folder: folder.path,
        // A real database and a real archive are none of the demo's business.
        environment: { DATABASE_URL: 'postgresql://bidui@127.0.0.1:1/real', BIDUI_ARCHIVE: 'real' },
      })
    const first = await demo()
    expect(first.out).toMatch(/与 truth\.csv 核对：埋设的 \d+ 条疑点全部找到，没有多余。/)
    expect(first.status).toBe(0)
    const second = await demo()
    expect(second.out).toMatch(/核查单：新增 0，仍在 [1-9]/)
    expect(second.status).toBe(0)
    expect(await readdir(folder.path)).toEqual(['demo'])
    expect((await readdir(join(folder.path, 'demo'))).sort()).toEqual(['inbox', 'out', 'state'])
  })
})
