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
const subjects = SubjectTable.forSubjects(1)
subjects.mark(SUBJECT, 1)

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
    KERNELS.map(kernel =>
      scan(path, vehicles, { subjects, pool, kernel }).then(
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

/** Whether the exact reader refuses the file, and why. */
async function refusal(): Promise<string | undefined> {
  try {
    await readExactly(await path(), vehicles, new Set([SUBJECT]))
    return undefined
  } catch (error) {
    if (error instanceof InputError) return error.code
    throw error
  }
}
const path = () => inbox.put('refused.csv', last)
let last: Uint8Array = new Uint8Array(0)

const HEADER = '车辆所有人,身份证号,车牌号,车辆类型,机动车状态,初次登记时间\n'
const ROW = `张三某,${idNumber(248)},云A12345,K33,A,2017-09-30\n`
const ROWS = 60_000
const MEGABYTE = 1024 * 1024

/** A file of several megabytes with other bytes at `offset`. */
function file(encode: (text: string) => Buffer, offset: number, bytes: Uint8Array): Buffer {
  const row = encode(ROW)
  const content = Buffer.concat([encode(HEADER), Buffer.alloc(row.length * ROWS, row)])
  content.set(bytes, offset < 0 ? content.length + offset : offset)
  last = content
  return content
}
const utf8 = (text: string) => Buffer.from(text)
const PLACES = [5000, MEGABYTE - 100, MEGABYTE + 3, 3 * MEGABYTE, -40, -1]

describe.each([
  ['UTF-8', utf8],
  ['GB18030', encodeGb18030],
] as const)('A scan of %s', (_, encode) => {
  it('reads the file if nothing is wrong with it', async () => {
    expect(await trouble(file(encode, 0, new Uint8Array(0)))).toEqual(['nothing'])
  })

  it.each(PLACES)('stops at a NUL byte at %i', async offset => {
    const [said] = await trouble(file(encode, offset, Uint8Array.of(0)))
    expect(said).toMatch(/nul|binary|encoding/)
    expect(await refusal()).toBe('binary')
  })

  it.each(PLACES)('stops at a byte of no encoding at %i', async offset => {
    const [said] = await trouble(file(encode, offset, Uint8Array.of(0xff)))
    expect(said).toBe('encoding')
    expect(await refusal()).toBeDefined()
  })
})

describe('A scan', () => {
  it('of UTF-8 stops where GB18030 begins, and the other way round', async () => {
    // Two characters cut in their middle, so that the rest is not of the encoding.
    expect(await trouble(file(utf8, 2 * MEGABYTE, encodeGb18030('姓名')))).toEqual(['encoding'])
    expect(await refusal()).toBe('encoding')
    expect(await trouble(file(encodeGb18030, 2 * MEGABYTE, Buffer.of(0x81, 0x20)))).toEqual(['encoding'])
    expect(await refusal()).toBe('encoding')
  })

  it('stops at a lost quote that swallows megabytes', async () => {
    for (const offset of [HEADER.length * 2, MEGABYTE, 2 * MEGABYTE]) {
      const content = file(utf8, 0, new Uint8Array(0))
      const at = content.indexOf('\n', offset) + 1
      content.set(Buffer.from('"'), at)
      expect(await trouble(content)).toEqual(['long'])
      expect(await refusal()).toBe('encoding')
      content.set(Buffer.from('"张某'.padEnd(4)), at)
    }
  })

  it('stops at a record that is longer than its window, which the exact reader reads', async () => {
    for (const [length, said] of [
      [WINDOW_BYTES - 1000, 'nothing'],
      [WINDOW_BYTES + 1, 'long'],
      [2 * MEGABYTE, 'long'],
    ] as const)
      for (const written of ['x'.repeat(length), `"${'x\n'.repeat(length / 2)}"`]) {
        const row = `${written},${SUBJECT},云A1,K33,A,2017-09-30\n`
        expect(await trouble(utf8(HEADER + ROW + row + ROW.repeat(50)))).toEqual([said])
      }
  })

  it('stops at an odd byte at the end of UTF-16', async () => {
    const content = Buffer.concat([Buffer.from(`\ufeff${HEADER}${ROW}`, 'utf16le'), Buffer.of(0x41)])
    expect(await trouble(content)).toEqual(['encoding'])
    const lone = Buffer.from(`\ufeff${HEADER}${ROW.repeat(4000)}\ud800${ROW}`, 'utf16le')
    expect(await trouble(lone)).toEqual(['encoding'])
  })

  it('says of a file without header or with a missing column what the exact reader says', async () => {
    expect(await trouble(utf8(`车辆所有人,身份证号\n张三,${SUBJECT}\n`))).toEqual(['missing_column'])
    expect(await trouble(new Uint8Array(0))).toEqual(['empty_file'])
  })
})
