import { afterAll, describe, expect, it } from 'vitest'
import type { FeedDefinition } from '../../../connectors/definition.ts'
import { vehicles as VEHICLES } from '../../../connectors/feeds/vehicles.ts'
import { InputError } from '../../../connectors/input-error.ts'
import { ScanTrouble } from '../../../workers/scan/ranges.ts'
import { WINDOW_BYTES } from '../../../workers/scan/scratch.ts'
import { SubjectTable } from '../../../workers/scan/subject-table.ts'
import { ThreadPool } from '../../../workers/threads/pool.ts'
import { openInbox } from '../../connectors/files.ts'
import { encodeGb18030 } from '../../connectors/gb18030.ts'
import { idNumber } from '../../connectors/persons.ts'
import { readExactly, scan } from './exact.ts'
import { KERNELS } from './kernel/workbench.ts'

const vehicles = VEHICLES as unknown as FeedDefinition
const SUBJECT = idNumber(123)
const TABLES = KERNELS.map(kernel => SubjectTable.forSubjects(1, kernel))
for (const subjects of TABLES) subjects.mark(SUBJECT, 1)

const inbox = await openInbox()
const pool = new ThreadPool(2)
afterAll(async () => {
  await pool[Symbol.asyncDispose]()
  await inbox[Symbol.asyncDispose]()
})

/** A scan that ends in trouble, by either kernel; what it says. */
async function trouble(content: Uint8Array): Promise<readonly string[]> {
  const path = await inbox.put('trouble.csv', content)
  const said = await Promise.all(
    TABLES.map(subjects =>
      scan(path, vehicles, { subjects, pool }).then(
        () => 'nothing',
        (error: unknown) => {
          if (error instanceof ScanTrouble) return error.trouble
          if (error instanceof InputError) return error.code
          throw error
        },
      ),
    ),
  )
  return [...new Set(said)]
}

/** Why the exact reader refuses the file; undefined if it reads it. */
async function refusal(content: Uint8Array): Promise<string | undefined> {
  try {
    await readExactly(await inbox.put('refused.csv', content), vehicles, new Set([SUBJECT]))
    return undefined
  } catch (error) {
    if (error instanceof InputError) return error.code
    throw error
  }
}

const HEADER = '车辆所有人,身份证号,车牌号,车辆类型,机动车状态,初次登记时间\n'
const ROW = `张三某,${idNumber(248)},云A12345,K33,A,2017-09-30\n`
const ROWS = 55_000
const MEGABYTE = 1024 * 1024

/** A file of some megabytes with other bytes at `offset`, from the end if it is negative. */
function file(encode: (text: string) => Buffer, offset = 0, bytes: Uint8Array = new Uint8Array(0)): Buffer {
  const row = encode(ROW)
  const content = Buffer.concat([encode(HEADER), Buffer.alloc(row.length * ROWS, row)])
  content.set(bytes, offset < 0 ? content.length + offset : offset)
  return content
}
const utf8 = (text: string) => Buffer.from(text)
const PLACES = [5000, MEGABYTE - 100, MEGABYTE + 3, 2.5 * MEGABYTE, -40, -1]

describe.each([
  ['UTF-8', utf8],
  ['GB18030', encodeGb18030],
] as const)('A scan of %s', (_, encode) => {
  it('reads a file with which nothing is wrong', async () => {
    expect(await trouble(file(encode))).toEqual(['nothing'])
  })

  it.each(PLACES)('stops at a NUL byte at %i', async offset => {
    const content = file(encode, offset, Uint8Array.of(0))
    const [said, ...more] = await trouble(content)
    // In the first megabyte the exact reader is asked at once, and refuses the file.
    expect(said).toBe(offset > 0 && offset < MEGABYTE ? 'binary' : 'nul')
    expect([more, await refusal(content)]).toEqual([[], 'binary'])
  })

  it.each(PLACES)('stops at a byte of no encoding at %i', async offset => {
    const content = file(encode, offset, Uint8Array.of(0xff))
    expect(await trouble(content)).toEqual(['encoding'])
    expect(await refusal(content)).toMatch(/encoding|truncated/)
  })
})

describe('A scan', () => {
  it('of UTF-8 stops where GB18030 begins, and of GB18030 where its characters end', async () => {
    const turning = file(utf8, 2 * MEGABYTE, encodeGb18030('姓名'))
    expect([await trouble(turning), await refusal(turning)]).toEqual([['encoding'], 'encoding'])
    const cut = file(encodeGb18030, 2 * MEGABYTE, Buffer.of(0x81, 0x20))
    expect([await trouble(cut), await refusal(cut)]).toEqual([['encoding'], 'encoding'])
  })

  it('stops at a lost quote that swallows megabytes', async () => {
    for (const rows of [1, 20_000, 30_000]) {
      const content = utf8(`${HEADER}${ROW.repeat(rows)}"${ROW.repeat(30_000)}`)
      const [said, ...more] = await trouble(content)
      // In the head it is found before any range is scanned: the exact reader refuses the file.
      expect(said).toBe(rows === 1 ? 'unclosed_quote' : 'long')
      expect([more, await refusal(content)]).toEqual([[], 'unclosed_quote'])
    }
  })

  it('stops at a record that is longer than its window, though the exact reader reads it', async () => {
    for (const [length, said] of [
      [WINDOW_BYTES - 1000, 'nothing'],
      [WINDOW_BYTES + 2, 'long'],
      [MEGABYTE / 2, 'long'],
    ] as const)
      for (const written of ['x'.repeat(length), `"${'x\n'.repeat(length / 2)}"`]) {
        const row = `${written},${SUBJECT},云A1,K33,A,2017-09-30\n`
        const content = utf8(HEADER + ROW.repeat(10) + row + ROW.repeat(50))
        expect([await trouble(content), await refusal(content)]).toEqual([[said], undefined])
      }
  })

  it('stops at text that is not UTF-16', async () => {
    for (const wrong of [Buffer.of(0x41), Buffer.from('\ud800', 'utf16le')]) {
      const content = Buffer.concat([Buffer.from(`\ufeff${HEADER}${ROW.repeat(4000)}`, 'utf16le'), wrong])
      expect(await trouble(content)).toEqual(['encoding'])
      expect(await refusal(content)).toMatch(/encoding|truncated/)
    }
  })

  it('stops at a table with its ID numbers beyond the columns that are looked into', async () => {
    for (const [columns, said] of [
      [1000, 'nothing'],
      [1022, 'nothing'],
      [1023, 'wide'],
      [5000, 'wide'],
    ] as const) {
      const [header = '', row = ''] = [HEADER, ROW].map(line => ','.repeat(columns) + line)
      const content = utf8(header + row.repeat(3) + row.replace(idNumber(248), SUBJECT))
      expect([columns, await trouble(content), await refusal(content)]).toEqual([columns, [said], undefined])
    }
  })

  it('says of a file without its columns what the exact reader says', async () => {
    for (const content of [utf8(`车辆所有人,身份证号\n张三,${SUBJECT}\n`), new Uint8Array(0)])
      expect(await trouble(content)).toEqual([await refusal(content)])
  })
})
