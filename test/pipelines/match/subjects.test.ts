import { describe, expect, it } from 'vitest'
import { checkCharacter } from '../../../connectors/id-number.ts'
import {
  bornBy,
  IN_VILLAGE,
  LIVING,
  MAY_BE_LEFT_OUT,
  residentWords,
} from '../../../pipelines/match/residents.ts'
import { CANDIDATE, completeSubjects, MEMBER, WholeHouses } from '../../../pipelines/match/subjects.ts'
import { SubjectTable } from '../../../workers/scan/subject-table.ts'

const key = (birth: string, sequence: number): string => {
  const digits = `530129${birth}${String(sequence).padStart(3, '0')}`
  return digits + checkCharacter(digits)
}

/** A residents row, before it is put into words. */
interface ResidentRow {
  readonly key: string
  readonly houseNumber: string
  readonly living: boolean
  readonly livesInVillage: boolean
  readonly candidate: boolean
}

const resident = (person: string, houseNumber: string, more: Partial<ResidentRow> = {}): ResidentRow => ({
  key: person,
  houseNumber,
  living: true,
  livesInVillage: false,
  candidate: false,
  ...more,
})

describe('Subjects', () => {
  const member = key('19800101', 1)
  const spouse = key('19810101', 2)
  const cousin = key('19820101', 3)
  const stranger = key('19830101', 4)
  const complete = (rows: readonly ResidentRow[], candidates: readonly string[] = []) => {
    const subjects = SubjectTable.forSubjects(10, 'javascript')
    subjects.mark(member, MEMBER)
    for (const candidate of candidates) subjects.mark(candidate, CANDIDATE)
    const words = rows.flatMap(row =>
      residentWords(
        row.key,
        row.houseNumber,
        (row.living ? LIVING : 0) |
          (row.livesInVillage ? IN_VILLAGE : 0) |
          (row.candidate ? MAY_BE_LEFT_OUT : 0),
        bornBy('2017-11-20', 65),
      ),
    )
    // In two blocks, as two ranges of a file give them.
    const half = 4 * Math.floor(rows.length / 2)
    const houses = completeSubjects(subjects, [
      Uint32Array.from(words.slice(0, half)),
      Uint32Array.from(words.slice(half)),
    ])
    return { subjects, houses }
  }

  it('are whoever shares a 户号 with a member, and whoever shares another one with those', () => {
    const { subjects, houses } = complete([
      resident(member, 'A'),
      resident(spouse, 'A'),
      resident(spouse, 'B', { living: false }),
      resident(cousin, 'B'),
      resident(stranger, 'C'),
    ])
    expect([member, spouse, cousin, stranger].map(person => subjects.has(person))).toEqual([
      true,
      true,
      true,
      false,
    ])
    expect(['A', 'B', 'C', ''].map(number => houses.has(number))).toEqual([true, true, false, false])
    expect(['A', 'B', 'C', ''].map(number => houses.isShared(number))).toEqual([true, false, false, false])
  })

  it('go no further from somebody who is not 正常 under the member’s 户号', () => {
    const { subjects } = complete([
      resident(member, 'A'),
      resident(spouse, 'A', { living: false }),
      resident(spouse, 'B'),
      resident(cousin, 'B'),
    ])
    expect([spouse, cousin].map(person => subjects.has(person))).toEqual([true, false])
  })

  it('are all under the 户号 of a candidate, and candidates by their own row (I04)', () => {
    const { subjects } = complete(
      [resident(spouse, 'B'), resident(cousin, 'B'), resident(stranger, 'C', { candidate: true })],
      [spouse],
    )
    expect([cousin, stranger].map(person => subjects.has(person))).toEqual([true, true])
  })

  it.each<[string, readonly ResidentRow[], boolean]>([
    ['all 65 and at home', [resident(key('19521120', 1), 'E', { livesInVillage: true })], true],
    ['one a day younger', [resident(key('19521121', 1), 'E', { livesInVillage: true })], false],
    ['nobody at home', [resident(key('19401120', 1), 'E')], false],
    [
      'a younger one who has died',
      [
        resident(key('19401120', 1), 'E', { livesInVillage: true }),
        resident(key('19801120', 1), 'E', { living: false }),
      ],
      true,
    ],
    [
      'a registered one',
      [resident(key('19401120', 1), 'E', { livesInVillage: true }), resident(member, 'E', { living: false })],
      true,
    ],
  ])('of a 户号 of old people: %s', (_, rows, whole) => {
    expect(complete(rows).houses.has('E')).toBe(whole)
  })

  it('share a 户号 where it has a member and somebody who is none', () => {
    const { houses } = complete([
      resident(member, 'A'),
      resident(spouse, 'A', { living: false }),
      resident(member, 'B'),
      resident(cousin, 'C'),
      resident(stranger, 'C'),
    ])
    expect(['A', 'B', 'C', 'D', ''].map(number => houses.isShared(number))).toEqual([
      true,
      false,
      false,
      false,
      false,
    ])
    expect(new WholeHouses(structuredClone(houses.share())).isShared('A')).toBe(true)
  })

  it('without a 户号 share nothing', () => {
    const { subjects } = complete([resident(member, ''), resident(spouse, '')])
    expect(subjects.has(spouse)).toBe(false)
  })
})
