import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { bidui, scratch } from '../calling.ts'

describe('bidui template', () => {
  it('writes a file that bidui check reads', async () => {
    await using folder = await scratch()
    for (const out of ['a.xlsx', 'a.csv']) {
      const made = await bidui(['template', 'hr.pensions', '--out', out], { folder: folder.path })
      expect([made.status, made.out]).toEqual([0, `已写出 ${join(folder.path, out)}\n`])
      const { status, out: checked } = await bidui(['check', '--feed', 'hr.pensions', out], {
        folder: folder.path,
      })
      expect(status).toBe(0)
      expect(checked).toContain('可以采用：0 行')
    }
  })

  it('names the file after the feed, and takes the format from --format', async () => {
    await using folder = await scratch()
    await bidui(['template', 'register.members', '--format', 'csv'], { folder: folder.path })
    expect(await readFile(join(folder.path, 'register.members.csv'), 'utf8')).toMatch(/^\uFEFF户编号,人编号,/)
  })

  it('never overwrites', async () => {
    await using folder = await scratch()
    const words = ['template', 'hr.pensions', '--lang', 'en']
    expect((await bidui(words, { folder: folder.path })).status).toBe(0)
    const again = await bidui(words, { folder: folder.path })
    expect([again.status, again.err]).toEqual([2, expect.stringContaining('is not overwritten')])
  })

  it.each([
    [['--out', 'x.xls'], 'only .xlsx and .csv'],
    [['--format', 'csv', '--out', 'x.xlsx'], 'make them agree'],
    [['--out', 'nowhere/x.csv'], 'its folder does not exist'],
  ])('%j is a wrong call', async (words, text) => {
    await using folder = await scratch()
    const { status, err } = await bidui(['template', 'hr.pensions', ...words, '--lang', 'en'], {
      folder: folder.path,
    })
    expect([status, err]).toEqual([2, expect.stringContaining(text)])
  })
})
