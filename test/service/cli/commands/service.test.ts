import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { bidui, scratch } from '../calling.ts'

const SAME_NUMBER = '530129198001011234'

async function folderWithFiles() {
  const folder = await scratch()
  await mkdir(join(folder.path, 'inbox'))
  await writeFile(join(folder.path, 'file'), '')
  await writeFile(join(folder.path, 'ids.txt'), `\r\n530129198001011240\r\n${SAME_NUMBER}\r\n`)
  return folder
}

describe('The commands of the service', () => {
  it.each([
    [['rematch'], '--purpose (what it is for) is missing'],
    [['rematch', '--purpose', 'x'], 'Which part?'],
    [['rematch', '--purpose', 'x', '--county', '53'], 'it takes a 6-digit county code'],
    [
      ['rematch', '--purpose', 'x', '--county', '530129', '--household', '5301290001'],
      'does not go together with --household or --ids',
    ],
    [['rematch', '--purpose', 'x', '--ids', 'nowhere.txt'], 'a text file with one ID number a line'],
    [['rematch', '--purpose', 'x', '--ids', 'ids.txt'], 'no valid ID number (check_digit)'],
    [['rematch', '--purpose', 'x', '--county', '530129', '--out', 'file'], 'cannot be written to (EEXIST)'],
    [['rematch', '--purpose', 'x', '--county', '530129', '--inbox', 'nowhere'], 'There is no folder'],
    [['serve', '--inbox', 'nowhere'], 'There is no folder'],
    [['serve', '--inbox', 'inbox', '--out', 'inbox/feeds'], 'lies in the inbox'],
    [['serve', '--concurrency', 'many'], '--concurrency is "many"; it takes a whole number from 0 to 64'],
    [['serve', '--settle', '0'], 'from 1 to 3600'],
    [['worker', '--concurrency', '0'], 'from 1 to 64'],
    [['start'], '--purpose (what it is for) is missing'],
    [['start', '--purpose', 'x', '--accept', 'hr.pensions'], 'lacks its --reason'],
    [
      ['start', '--purpose', 'x', '--policy', 'fangfanpin-2022'],
      'nearest policy that comes with the product is "fangfanpin-2023"',
    ],
    [['start', '--purpose', 'x', '--reason', 'seen'], 'follows the --accept'],
  ])('%j is a wrong call, and leaves nothing behind', async (words, text) => {
    await using folder = await folderWithFiles()
    const { status, out, err } = await bidui([...words, '--lang', 'en'], { folder: folder.path })
    expect([status, out, err]).toEqual([2, '', expect.stringContaining(text)])
    expect(err).not.toContain(SAME_NUMBER)
    expect((await readdir(folder.path)).sort()).toEqual(['file', 'ids.txt', 'inbox'])
  })

  it('say what to do first where nothing has arrived or was compared yet', async () => {
    await using folder = await folderWithFiles()
    const start = await bidui(['start', '--purpose', '试'], { folder: folder.path })
    expect([start.status, start.err]).toEqual([1, expect.stringContaining('收件箱还没有完整的数据')])
    const rematch = await bidui(['rematch', '--purpose', '试', '--county', '530129'], { folder: folder.path })
    expect([rematch.status, rematch.err]).toEqual([1, expect.stringContaining('请先运行 bidui run')])
    const cancel = await bidui(['cancel', '2017'], { folder: folder.path })
    expect([cancel.status, cancel.err]).toEqual([2, expect.stringContaining('没有编号为「2017」的比对')])
  })
})
