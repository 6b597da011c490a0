import fc from 'fast-check'
import { expect, test } from 'vitest'
import { foldName } from '../../../connectors/fold.ts'
import { judgeId, judgeIdCell } from '../../../connectors/id-number.ts'
import { soiled, spoiled } from '../../../scripts/synth/dirt.ts'
import { IdNumbers } from '../../../scripts/synth/id-numbers.ts'
import { nameVariant, otherName } from '../../../scripts/synth/names.ts'
import { Random } from '../../../scripts/synth/random.ts'

const CUTOFF = '2017-11-20'
const ids = new IdNumbers()
const people = Array.from({ length: 400 }, (_, i) => ids.draw('532231', 1930 + (i % 80), i % 2 ? '男' : '女'))
const person = fc.constantFrom(...people)
const seed = fc.integer()

test('a soiled number is still the same person', () => {
  fc.assert(
    fc.property(person, seed, (key, state) => {
      expect(judgeId(soiled(new Random(state), key), CUTOFF)).toMatchObject({ key })
    }),
    { numRuns: 5000 },
  )
})

test('numbers soiled for a cell of several stay several', () => {
  fc.assert(
    fc.property(person, person, seed, (first, second, state) => {
      const random = new Random(state)
      const cell = `${soiled(random, first, false)}、${soiled(random, second, false)}`
      expect(judgeIdCell(cell, CUTOFF)).toMatchObject([{ key: first }, { key: second }])
    }),
    { numRuns: 3000 },
  )
})

test('a spoiled number is nobody, by every reason that there is', () => {
  const reasons = new Set<string>()
  fc.assert(
    fc.property(person, seed, fc.boolean(), (key, state, workbook) => {
      const judged = judgeId(spoiled(new Random(state), key, workbook), CUTOFF)
      expect(judged).not.toHaveProperty('key')
      if ('reason' in judged) reasons.add(judged.reason)
    }),
    { numRuns: 5000 },
  )
  expect([...reasons].sort()).toEqual([
    'characters',
    'check_digit',
    'date',
    'empty',
    'length',
    'masked',
    'precision_lost',
    'scientific',
  ])
})

test('a variant of a name folds to the name, another name does not', () => {
  fc.assert(
    fc.property(seed, fc.constantFrom('李建国', '阿说·木呷', '张㛃', '王𬭎芳'), (state, name) => {
      const random = new Random(state)
      expect(foldName(nameVariant(random, name))).toBe(foldName(name))
      expect(foldName(otherName(random, name, '男'))).not.toBe(foldName(name))
    }),
  )
})
