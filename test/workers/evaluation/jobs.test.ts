import { expect, it } from 'vitest'
import { groupSlices, inGroups, JobCursor } from '../../../workers/evaluation/jobs.ts'

it('slices are grouped by their members, a large one alone', () => {
  const sizes = [400, 500, 200, 5000, 0, 300].map((members, slice) => ({ slice, members }))
  expect(groupSlices(sizes, 1000)).toEqual([[0, 1], [2], [3], [4, 5]])
  expect(groupSlices([], 1000)).toEqual([])
  expect(inGroups([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]])
})

it('a cursor gives each job once, and none after it was stopped', () => {
  const cursor = new JobCursor()
  const other = new JobCursor(cursor.buffer)
  expect([cursor.take(), other.take(), cursor.take()]).toEqual([0, 1, 2])
  cursor.stop()
  expect([1, 2, 3][other.take()]).toBeUndefined()
})
