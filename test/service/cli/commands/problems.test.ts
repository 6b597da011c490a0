import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../../../workers/postgres/connect.ts'
import { idNumber } from '../../../connectors/persons.ts'
import { readWorkbook, records } from '../../../pipelines/reports/read-workbook.ts'
import { exported, keyOf, lead } from '../../../workers/clearance/rows.ts'
import { bidui, type Called, scratch } from '../calling.ts'

let folder: Awaited<ReturnType<typeof scratch>>
const ID = idNumber(7)
const MASKED = `${ID.slice(0, 6)}********${ID.slice(-4)}`
const SUSPICION = { idNumber: ID, value: `务工地址为空 ${ID}` }
const ERROR = { rule: 'H01', class: 'error' as const, subject: '' }

beforeAll(async () => {
  folder = await scratch()
  await using database = await openDatabase({ home: join(folder.path, 'home') })
  await exported(database.pool, '2017-11-17', [lead(SUSPICION), lead(ERROR)])
}, 60_000)
afterAll(() => folder[Symbol.asyncDispose]())

const problems = (words: readonly string[], now = '2017-11-20T04:00:00Z'): Promise<Called> =>
  bidui(['problems', ...words, '--lang', 'en'], { folder: folder.path, now: new Date(now) })
const put = (name: string, content: string | Buffer): string => {
  writeFileSync(join(folder.path, name), content)
  return name
}
const key = keyOf(SUSPICION).slice(0, 12)
const error = keyOf(ERROR).slice(0, 12)
const PDF = Buffer.from('%PDF-1.4\n%of a visit\n')

describe('bidui problems', () => {
  it('explains itself in both languages', async () => {
    const en = await problems(['--help'])
    expect([en.status, en.out]).toEqual([0, expect.stringContaining('bidui problems verify KEY --note TEXT')])
    const zh = await bidui(['problems', '--help', '--lang', 'zh'])
    expect(zh.out).toContain('核实存证')
  })

  it.each([
    [['verfy', key], 'verify'],
    [[], 'something is missing'],
    [['list', '--note', 'x'], 'takes no --note'],
    [['show'], 'something is missing'],
    [['show', key, 'more'], 'one word too many'],
    [['show', 'xyz!'], 'no key of a problem'],
    [['list', '--class', 'bad'], '错误, error, 疑似, suspected'],
    [['list', '--county', '昆明'], '6 digits'],
    [['list', '--out', 'a.pdf'], '.xlsx or .csv'],
    [['compare'], '--out'],
    [['verify', key, '--attach', 'x'], '--note (what was found) is missing'],
    [['verify', key, '--note', 'x', '--attach', 'x'], 'there is no file x'],
    [['verify', key, '--note', 'x'], 'at least one attachment'],
    [['correct', key], '--note'],
    [['proof', key], '--out'],
  ])('%j is a wrong call: %s', async (words, said) => {
    const { status, err } = await problems(words)
    expect([status, err]).toEqual([2, expect.stringContaining(said)])
  })

  it('says that there is no such problem', async () => {
    expect(await problems(['show', 'ffff'])).toMatchObject({
      status: 1,
      err: expect.stringContaining('ffff'),
    })
  })
})

describe('bidui problems list and show', () => {
  it('mask ID numbers, in cells and in words, unless told otherwise', async () => {
    for (const words of [['list'], ['show', key]]) {
      const { status, out } = await problems(words)
      expect([status, out]).toEqual([0, expect.stringContaining(MASKED)])
      expect(out).not.toContain(ID)
      expect((await problems([...words, '--unmasked'])).out).toContain(ID)
    }
  })

  it('choose by county, object, class and state, in Chinese too', async () => {
    const shown = async (...words: string[]) => {
      const { out } = await problems(['list', ...words])
      return [key, error].filter(each => out.includes(each)).length
    }
    expect([
      await shown(),
      await shown('--class', '错误'),
      await shown('--class', 'suspected', '--object', '人'),
      await shown('--county', '530128'),
      await shown('--state', '已改正'),
      await shown('--state', 'all'),
    ]).toEqual([2, 1, 1, 0, 0, 2])
  })

  it('write CSV and workbooks in which codes are text', async () => {
    await problems(['list', '--out', 'out/list.csv'])
    const csv = readFileSync(join(folder.path, 'out/list.csv'), 'utf8')
    expect(csv.split('\r\n')[0]).toContain('编号,对象,问题代码,类别,状态')
    expect(csv).toContain(MASKED)
    expect(csv).not.toContain(ID)
    await problems(['list', '--out', 'out/list.xlsx'])
    const book = await readWorkbook(readFileSync(join(folder.path, 'out/list.xlsx')))
    const rows = records(book.get('问题'))
    expect(rows.map(row => [row.编号, row.类别, row.证件号码 ?? ''])).toEqual([
      [error, '错误', ''],
      [key, '疑似', MASKED],
    ])
  })
})

describe('bidui problems verify, proof and correct', () => {
  const verify = (...attach: string[]) =>
    problems([
      'verify',
      key.slice(0, 6),
      '--note',
      '入户核实，属实',
      '--by',
      '李',
      ...attach.flatMap(a => ['--attach', a]),
    ])

  it('refuse what is no proof by its bytes, whatever it is called, and keep nothing of it', async () => {
    put('evil.pdf', '#!/bin/sh\nrm -rf /\n')
    put('page.txt', '<html><script>1</script></html>')
    put('program.pdf', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 0]))
    put('macro.xlsx', Buffer.from('PK\x03\x04 xl/workbook.xml xl/vbaProject.bin'))
    put('archive.docx', Buffer.from('PK\x03\x04 something else'))
    put('empty.pdf', '')
    for (const file of ['evil.pdf', 'page.txt', 'program.pdf', 'macro.xlsx', 'archive.docx', 'empty.pdf']) {
      const { status, err } = await verify(file)
      expect([status, err]).toEqual([2, expect.stringContaining(file)])
    }
    put('large.pdf', Buffer.concat([PDF, Buffer.alloc(20 * 1024 * 1024)]))
    expect((await verify('large.pdf')).err).toContain('20.0 MB at most')
    put('visit.pdf', PDF)
    put('copy.pdf', PDF)
    expect((await verify('visit.pdf', 'copy.pdf')).err).toContain('same file')
    expect((await verify(...Array.from({ length: 11 }, () => 'visit.pdf'))).err).toContain('10 at most')
    expect(existsSync(join(folder.path, 'home/archive'))).toBe(false)
  })

  it('an error cannot be verified, and no file is kept for it', async () => {
    const { status, err } = await problems(['verify', error, '--note', 'x', '--attach', 'visit.pdf'])
    expect([status, err]).toEqual([1, expect.stringContaining('can only be corrected')])
    expect(existsSync(join(folder.path, 'home/archive'))).toBe(false)
  })

  it('file a suspicion with its attachments, which come back as they were', async () => {
    put('evil name?.PDF', PDF)
    put('photo', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]))
    const done = await verify('evil name?.PDF', 'photo')
    expect(done).toMatchObject({ status: 0, err: '' })
    expect(done.out).toContain('2 attachments')
    expect(done.out).toContain('booked on 2017-11-20')
    const { out } = await problems(['proof', key, '--out', 'proof'])
    expect(out).toContain('every digest matches')
    const names = readdirSync(join(folder.path, 'proof')).sort()
    expect(names).toEqual(['1-1-evil name_.pdf', '1-2-photo.jpg'])
    const [first = ''] = names
    expect(readFileSync(join(folder.path, 'proof', first))).toEqual(PDF)
    expect(statSync(join(folder.path, 'proof', first)).mode & 0o777).toBe(0o600)
    expect(await problems(['proof', key, '--out', 'proof'])).toMatchObject({ status: 2 })
  })

  it('keep the files of a proof by digest, where nobody can run them', () => {
    const digest = createHash('sha256').update(PDF).digest('hex')
    const kept = join(folder.path, 'home/archive', digest.slice(0, 2), digest)
    expect(statSync(kept).mode & 0o777).toBe(0o600)
  })

  it('tell the history: what, when, by which export or whom', async () => {
    const { out } = await problems(['show', key])
    expect(out).toMatch(/2017-11-17 +raised +suspected +530129 +export of 2017-11-17 \(run run-\d+\)/)
    expect(out).toMatch(/2017-11-20 +verified +suspected +530129 +李 +入户核实，属实/)
    expect(out).toContain('evil name_.pdf')
  })

  it('verify once', async () => {
    expect((await verify('visit.pdf')).err).toContain('is not open (verified, 2017-11-20)')
  })

  it('do not give out a file that is not what was filed', async () => {
    const digest = createHash('sha256').update(PDF).digest('hex')
    const kept = join(folder.path, 'home/archive', digest.slice(0, 2), digest)
    writeFileSync(kept, Buffer.concat([PDF, Buffer.from('!')]))
    expect(await problems(['proof', key, '--out', 'again'])).toMatchObject({
      status: 1,
      err: expect.stringContaining('no longer has the digest'),
    })
    expect(readdirSync(join(folder.path, 'again'))).toEqual([])
    writeFileSync(kept, PDF)
  })

  it('what is done from 15:00 on belongs to the next day', async () => {
    put('late.csv', '对象,问题代码,类别,村编码,户编号\n户,9_01_001,错误,530129100200,H7\n')
    expect(await problems(['import', 'late.csv', '--as-of', '2017-11-18', '--list', '市级'])).toMatchObject({
      status: 0,
    })
    const { out: csv } = await problems(['list', '--class', 'error'])
    const late = /^ +([0-9a-f]{12}) +9_01_001/m.exec(csv)?.[1] ?? ''
    const done = await problems(['correct', late, '--note', '系统中已改'], '2017-11-20T07:00:00Z')
    expect(done).toMatchObject({ status: 0, out: expect.stringContaining('booked on 2017-11-21') })
    expect(await problems(['correct', error, '--note', 'x'])).toMatchObject({
      status: 1,
      err: expect.stringContaining('an export of the register decides'),
    })
  })
})

describe('bidui problems import and compare', () => {
  it('take a list, say what was refused with IDs masked, and exit with 3', async () => {
    put(
      'list.csv',
      `对象,问题代码,类别,户编号,人编号,证件号码,村编码\n户,9_01_002,错误,H8,,,530129100200\n镇,${ID},错误,,,,\n`,
    )
    const { status, out } = await problems(['import', 'list.csv', '--as-of', '2017-11-18'])
    expect([status, out]).toEqual([3, expect.stringMatching(/row 3 +对象 .*镇/)])
    expect(out).not.toContain(ID)
    expect(out).toMatch(/raised 1/)
    const again = await problems(['import', 'list.csv', '--as-of', '2017-11-18'])
    expect(again).toMatchObject({ status: 0, out: expect.stringContaining('imported before') })
    put('older.csv', '对象,问题代码,类别,户编号\n')
    expect(await problems(['import', 'older.csv', '--as-of', '2017-11-17'])).toMatchObject({
      status: 3,
      out: expect.stringContaining('does not count'),
    })
    expect(await problems(['import', 'nothing.csv', '--as-of', '2017-11-18'])).toMatchObject({ status: 1 })
  })

  it('compare what the lists have with what we see, and the sheets add up', async () => {
    const { status, out } = await problems(['compare', '--out', 'compared.xlsx'])
    expect(status).toBe(0)
    expect(out).toMatch(/on a list, not seen by our rules +2/)
    const book = await readWorkbook(readFileSync(join(folder.path, 'compared.xlsx')))
    expect(records(book.get('清单有、本系统没有')).map(row => row.问题代码)).toEqual(['9_01_001', '9_01_002'])
    expect(records(book.get('本系统有、清单没有')).map(row => row.问题代码)).toEqual(['H01', 'P26'])
    expect(records(book.get('汇总')).at(-1)).toMatchObject({ 对象: '合计', 合计: 4 })
    mkdirSync(join(folder.path, 'out'), { recursive: true })
    await problems(['compare', '--out', 'out/compared.csv'])
    const csv = readFileSync(join(folder.path, 'out/compared.csv'), 'utf8')
    expect(csv).toContain('清单有、本系统没有')
    expect(csv).not.toContain(ID)
  })
})
