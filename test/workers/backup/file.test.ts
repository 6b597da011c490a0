import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { checkBackup } from '../../../workers/backup/read.ts'
import { OperationalError } from '../../../workers/operational-error.ts'
import { sharedHome, temporaryFolder } from '../postgres/folders.ts'
import { binaryCopy, SMALL, SMALL_TABLES, type SmallBackup, writeSmall } from './small-backup.ts'

const digestOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')
const DELIVERED = Buffer.from('姓名,身份证号\n')
const WITH_FILE = {
  manifest: {
    ...SMALL,
    archive: { included: true, files: [{ digest: digestOf(DELIVERED), bytes: DELIVERED.length }] },
  },
  files: [[digestOf(DELIVERED), DELIVERED]],
} as const

/** What a person is told about a file of these bytes; undefined where it is whole. */
async function complaint(path: string): Promise<string | undefined> {
  try {
    await checkBackup(path)
    return undefined
  } catch (error) {
    if (error instanceof OperationalError) return error.text.en
    throw error
  }
}

const complaintAbout = async (backup: SmallBackup): Promise<string | undefined> => {
  const path = join(temporaryFolder(), 'small.bidui')
  await writeSmall(path, backup)
  return await complaint(path)
}

describe('the file of a backup', () => {
  let whole: Buffer
  let spoilt: string
  const complaintOf = async (bytes: Buffer) => {
    writeFileSync(spoilt, bytes)
    return await complaint(spoilt)
  }
  beforeAll(async () => {
    const folder = join(sharedHome(), '..')
    await writeSmall(join(folder, 'whole.bidui'), WITH_FILE)
    whole = readFileSync(join(folder, 'whole.bidui'))
    spoilt = join(folder, 'spoilt.bidui')
  })

  it('is whole as it was written', async () => {
    expect(await complaintOf(whole)).toBe(undefined)
  })

  it('is refused with one byte changed, wherever', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (place, change) => {
        const bytes = Buffer.from(whole)
        bytes[place] = (bytes[place] ?? 0) ^ change
        expect(await complaintOf(bytes)).toMatch(/is damaged: |is no file that bidui backup wrote|has format/)
      }),
      { numRuns: 400 },
    )
  })

  it('is refused when it ends too early, wherever', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), async length => {
        expect(await complaintOf(whole.subarray(0, length))).toMatch(
          /breaks off at byte \d+, the rest is missing|is no file that bidui backup wrote/,
        )
      }),
      { numRuns: 200 },
    )
  })

  it('is refused when something follows it', async () => {
    expect(await complaintOf(Buffer.concat([whole, Buffer.from('more')]))).toContain('4 bytes follow its end')
  })

  it.each<[string, SmallBackup, string]>([
    ['a table is missing', { tables: SMALL_TABLES.slice(0, 1) }, 'the section "night" is missing'],
    [
      'tables are in another order',
      { tables: SMALL_TABLES.toReversed() },
      'the section "night" does not belong there',
    ],
    [
      'a table has too few rows',
      { tables: [['scope_subjects', binaryCopy([['a']])], ...SMALL_TABLES.slice(1)] },
      'the table scope_subjects is not whole: 2 rows should be there, 1 is',
    ],
    [
      'a table breaks off',
      {
        tables: [
          ['scope_subjects', SMALL_TABLES[0]?.[1].subarray(0, -3) ?? Buffer.alloc(0)],
          ...SMALL_TABLES.slice(1),
        ],
      },
      '2 rows should be there, a part is',
    ],
    [
      'a file of the archive is another one',
      { ...WITH_FILE, files: [[digestOf(DELIVERED), Buffer.from('another')]] },
      'does not have its digest',
    ],
    ['its description says too little', { manifest: { program: '1' } }, 'cannot be understood'],
    [
      'a file of the archive has a name that leads elsewhere',
      {
        manifest: {
          ...SMALL,
          archive: { included: true, files: [{ digest: '../../etc/passwd', bytes: 1 }] },
        },
      },
      'cannot be understood',
    ],
  ])('is refused where %s, although its checksums are right', async (_, backup, words) => {
    expect(await complaintAbout(backup)).toContain(words)
  })

  it('that is not there, or is something else, is told in a sentence', async () => {
    expect(await complaint(join(temporaryFolder(), 'none.bidui'))).toContain('There is no backup')
    expect(await complaint(temporaryFolder())).toContain('There is no backup')
    expect(await complaintOf(Buffer.from('年度,金额\n'))).toContain('is no file that bidui backup wrote')
  })
})
