import { describe, expect, it } from 'vitest'
import { chooseTables, type TableShape } from '../../../workers/backup/tables.ts'

const table = (name: string, ...references: string[]): TableShape => ({ name, columns: ['id'], references })
const namesOf = (shapes: readonly TableShape[], everything = false) => {
  const { kept, leftOut } = chooseTables(shapes, everything)
  return [kept.map(({ name }) => name), leftOut]
}

describe('the tables of a backup', () => {
  it('come after those that they refer to, and else by name', () => {
    expect(namesOf([table('b'), table('a', 'c'), table('c', 'd', 'c'), table('d')])).toEqual([
      ['d', 'c', 'a', 'b'],
      [],
    ])
  })

  it('are without what is read anew, unless everything is wanted', () => {
    const shapes = [
      table('run'),
      table('delivery', 'run'),
      table('scan', 'delivery'),
      table('evidence', 'scan'),
    ]
    expect(namesOf(shapes)).toEqual([
      ['run', 'delivery'],
      ['evidence', 'scan'],
    ])
    expect(namesOf(shapes, true)).toEqual([['run', 'delivery', 'scan', 'evidence'], []])
  })

  it('keep what a kept table refers to', () => {
    expect(
      namesOf([table('register_snapshot'), table('verdict', 'register_snapshot'), table('scan')]),
    ).toEqual([['register_snapshot', 'verdict'], ['scan']])
  })
})
