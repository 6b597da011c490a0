import { describe, expect, it } from 'vitest'
import { InputError } from '../../../connectors/input-error.ts'
import { ThreadPool, taskAt } from '../../../workers/threads/pool.ts'
import type { Echo, Echoed } from './tasks/echo.ts'

const echo = taskAt<Echo, string, Echoed>(new URL('./tasks/echo.ts', import.meta.url))

describe('A pool of threads', () => {
  it('hands over parts in order, then the result', async () => {
    await using pool = new ThreadPool(2)
    const parts: string[] = []
    const { words } = await pool.run(echo, { words: ['甲', '乙', '丙'] }, part => parts.push(part))
    expect(parts).toEqual(['甲', '乙', '丙'])
    expect(words).toBe(3)
  })

  it('runs as many tasks at once as it has threads, and no more', async () => {
    await using pool = new ThreadPool(2)
    const results = await Promise.all(
      Array.from({ length: 6 }, () => pool.run(echo, { words: [], wait: 20 })),
    )
    expect(new Set(results.map(({ thread }) => thread)).size).toBe(2)
  })

  it('gives an input error back as what it was', async () => {
    await using pool = new ThreadPool(1)
    const failing = pool.run(echo, { words: [], fail: 'input' })
    await expect(failing).rejects.toBeInstanceOf(InputError)
    await expect(failing).rejects.toMatchObject({ code: 'encoding', text: { zh: '坏字节' } })
    await expect(pool.run(echo, { words: [], fail: 'other' })).rejects.toThrow('out of range')
    await expect(pool.run(echo, { words: [], fail: 'file' })).rejects.toMatchObject({
      code: 'ENOENT',
      syscall: 'open',
    })
  })

  it('goes on after a thread has died', async () => {
    await using pool = new ThreadPool(1)
    const dying = pool.run(echo, { words: [], fail: 'exit' })
    const next = pool.run(echo, { words: ['x'] })
    await expect(dying).rejects.toThrow('A thread ended before its task')
    expect((await next).words).toBe(1)
  })

  it('rejects what still waits when it ends', async () => {
    const pool = new ThreadPool(1)
    const running = pool.run(echo, { words: [], wait: 10_000 })
    const waiting = pool.run(echo, { words: [] })
    const both = Promise.allSettled([running, waiting])
    await pool[Symbol.asyncDispose]()
    expect((await both).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    await expect(pool.run(echo, { words: [] })).rejects.toThrow('has ended')
  })
})

describe('A pool that is renewed', () => {
  it('goes on with new threads in the old places', async () => {
    await using pool = new ThreadPool(1)
    const before = await pool.run(echo, { words: [] })
    await pool.renew()
    const after = await pool.run(echo, { words: [] })
    expect(after.thread).not.toBe(before.thread)
    expect(after.place).toBe(before.place)
  })
})
