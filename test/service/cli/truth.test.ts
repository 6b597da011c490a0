import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { maskId } from '../../../connectors/id-number.ts'
import { compareWithTruth } from '../../../service/cli/truth.ts'
import { idNumber } from '../../connectors/persons.ts'
import { scratch } from './calling.ts'

const ONE = idNumber(101)
const TWO = idNumber(102)
const HEADER =
  '\uFEFFrule,direction,class,severity,county,village,household,person_name,id_number,subject,evidence,detail'
const line = (rule: string, household: string, id: string, subject: string) =>
  `${rule},exclusion,suspected,A,530129,,${household},甲,${id},${subject},,`

async function compare(findings: readonly string[], truth: readonly string[]) {
  await using folder = await scratch()
  const [found, planted] = [join(folder.path, 'findings.csv'), join(folder.path, 'truth.csv')]
  await writeFile(found, [HEADER, ...findings, ''].join('\r\n'))
  await writeFile(planted, [HEADER, ...truth, ''].join('\r\n'))
  const { missing, surplus, planted: count } = await compareWithTruth(found, planted)
  return [count, [...missing], [...surplus]]
}

describe('the demo against its truth', () => {
  it('agrees where the identities do, masked', async () => {
    const truth = [line('X01', 'A1', ONE, '云A12345'), line('I03', 'A1', TWO, TWO)]
    const found = [line('I03', 'A1', maskId(TWO), maskId(TWO)), line('X01', 'A1', maskId(ONE), '云A12345')]
    expect(await compare(found, truth)).toEqual([2, [], []])
  })

  it('counts what is missing and what is too much, by rule', async () => {
    const truth = [line('X01', 'A1', ONE, 'P1'), line('X01', 'A2', ONE, 'P1')]
    const found = [line('X01', 'A1', maskId(ONE), 'P2'), line('X14', 'A1', maskId(ONE), '')]
    expect(await compare(found, truth)).toEqual([
      2,
      [['X01', 2]],
      [
        ['X01', 1],
        ['X14', 1],
      ],
    ])
  })

  it('does not take one lead for two whose masked numbers are the same', async () => {
    const truth = [line('X14', 'A1', '530129199003071239', ''), line('X14', 'A1', '530129198803071239', '')]
    expect(await compare([line('X14', 'A1', '530129********1239', '')], truth)).toEqual([2, [['X14', 1]], []])
  })
})
