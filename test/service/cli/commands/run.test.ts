import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { bidui, scratch } from '../calling.ts'

async function inboxIn(folder: string): Promise<void> {
  await mkdir(join(folder, 'inbox'))
  await writeFile(join(folder, 'file'), '')
}

describe('bidui run', () => {
  it.each([
    [[], '--inbox (the folder with the files) is missing'],
    [['--inbox', 'inbox'], '--out (the folder for the results) is missing'],
    [['--inbox', 'nowhere', '--out', 'out'], 'There is no folder'],
    [['--inbox', 'file', '--out', 'out'], 'is a file, not a folder'],
    [['--inbox', 'inbox', '--out', 'inbox'], 'lies in the inbox'],
    [['--inbox', 'inbox', '--out', 'inbox/feeds/out'], 'lies in the inbox'],
    [['--inbox', 'inbox', '--out', 'file'], 'cannot be written to (EEXIST)'],
    [['--inbox', 'inbox', '--out', 'out', '--county', '寻甸'], 'it takes a 6-digit county code'],
    [['--inbox', 'inbox', '--out', 'out', '--county', '5301291'], '"5301291"'],
    [['--inbox', 'inbox', '--out', 'out', '--accept', 'hr.pensions'], 'lacks its --reason'],
    [['--inbox', 'inbox', '--out', 'out', '--accept', 'hr.pensions', '--reason', ' '], 'lacks its --reason'],
    [['--inbox', 'inbox', '--out', 'out', '--reason', 'seen'], 'follows the --accept'],
    [
      [
        '--inbox',
        'inbox',
        '--out',
        'out',
        '--accept',
        'a',
        '--accept',
        'b',
        '--reason',
        'c',
        '--reason',
        'd',
      ],
      '--accept a lacks its --reason',
    ],
    [['--inbox', 'inbox', '--out', 'out', '--policy', 'kunming-2071'], 'kunming-2017'],
    [['--inbox', 'inbox', '--out', 'out', '--policy', './file'], 'is not JSON'],
  ])('%j is a wrong call, and leaves nothing behind', async (words, text) => {
    await using folder = await scratch()
    await inboxIn(folder.path)
    const { status, out, err } = await bidui(['run', ...words, '--lang', 'en'], { folder: folder.path })
    expect([status, out, err]).toEqual([2, '', expect.stringContaining(text)])
    expect((await readdir(folder.path)).sort()).toEqual(['file', 'inbox'])
  })

  it('fails with one sentence where the inbox has no register', async () => {
    await using folder = await scratch()
    await inboxIn(folder.path)
    const { status, err } = await bidui(['run', '--inbox', 'inbox', '--out', 'out'], { folder: folder.path })
    expect([status, err]).toEqual([1, expect.stringContaining('没有建档立卡数据')])
    expect(err.trim().split('\n')).toHaveLength(1)
  })

  it('compares a city, says what is next, and exits 3 when a delivery is held', async () => {
    await using folder = await scratch()
    const call = (...words: string[]) => bidui(words, { folder: folder.path })
    await call('synth', '--out', 'inbox', '--households', '60', '--quiet')
    const run = [
      'run',
      '--inbox',
      'inbox',
      '--out',
      'out',
      '--purpose',
      '试运行',
      '--county',
      '530129',
      '--lang',
      'zh',
    ]
    const first = await call(...run)
    expect(first.err).not.toContain('bidui:')
    expect(first.status).toBe(0)
    for (const text of [
      '比对完成',
      '用途：试运行',
      join('out', 'findings.csv'),
      '各县核查清单',
      'bidui rules X01',
    ])
      expect(first.out).toContain(text)
    expect(await readdir(join(folder.path, 'out'))).toEqual(
      expect.arrayContaining(['findings.csv', 'rejects.csv', 'summary.json', 'lists', 'reports']),
    )
    const pensions = join(folder.path, 'inbox', 'feeds', 'hr.pensions')
    for (const name of await readdir(pensions))
      await writeFile(join(pensions, name), '姓名,身份证号,险种,月待遇,状态\n甲,,企业养老,1,发放\n')
    const held = await call(...run)
    expect(held.status).toBe(3)
    expect(held.out).toContain('--accept DELIVERY --reason TEXT')
  })
})
