import { expect, it } from 'vitest'
import { inBreaths } from '../../../workers/threads/in-breaths.ts'

/** Pieces that keep the thread for some milliseconds each. */
function* pieces(count: number, milliseconds: number): Generator<void, number> {
  for (let piece = 0; piece < count; piece++) {
    const until = performance.now() + milliseconds
    while (performance.now() < until);
    yield
  }
  return count
}

it('Work in breaths lets timers have their turn, and gives its result', async () => {
  let turns = 0
  const timer = setInterval(() => turns++, 5)
  expect(await inBreaths(pieces(30, 10), 20)).toBe(30)
  clearInterval(timer)
  expect(turns).toBeGreaterThan(5)
})

it('Work that is wrong fails as it would at once', async () => {
  function* failing(): Generator<void, never> {
    yield
    throw new Error('wrong')
  }
  await expect(inBreaths(failing())).rejects.toThrow('wrong')
})
