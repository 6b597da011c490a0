import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { InputError } from '../../../connectors/input-error.ts'
import { ThreadPool, taskAt } from '../../../workers/threads/pool.ts'
import type { Echo, Echoed } from './tasks/echo.ts'

const echo = taskAt<Echo, string, Echoed>(new URL('./tasks/echo.ts', import.meta.url))

describe('A pool of threads', () => {
  it('hands over parts in order, then the result', async () => {
    await using pool = new ThreadPool(2)
    const parts: string[] = []
    const { words } = await pool.run(echo, { words: ['甲', '乙', '丙'] }, part => {
      parts.push(part)
    })
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

  it('lets a task that awaits its parts go no faster than they are taken', async () => {
    await using pool = new ThreadPool(1)
    const heard: string[] = []
    await pool.run(echo, { words: ['甲', '乙', '丙'], inStep: true }, async part => {
      heard.push(`${part} begins`)
      await sleep(10)
      heard.push(`${part} ends`)
    })
    expect(heard).toEqual(['甲 begins', '甲 ends', '乙 begins', '乙 ends', '丙 begins', '丙 ends'])
  })

  it('fails with what went wrong in taking a part, and has its thread for the next task', async () => {
    await using pool = new ThreadPool(1)
    for (const inStep of [true, false])
      await expect(
        pool.run(echo, { words: ['甲', '乙'], inStep }, () => Promise.reject(new Error('the disk is full'))),
      ).rejects.toThrow('the disk is full')
    expect((await pool.run(echo, { words: [] })).words).toBe(0)
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
  it('has a new thread in the place of one whose heap has grown', async () => {
    await using pool = new ThreadPool(1)
    const before = await pool.run(echo, { words: [], fill: 80 })
    await pool.renew()
    const after = await pool.run(echo, { words: [] })
    expect(after.thread).not.toBe(before.thread)
    expect(after.place).toBe(before.place)
  })

  it('keeps a thread that has stayed small', async () => {
    await using pool = new ThreadPool(1)
    const before = await pool.run(echo, { words: [] })
    await pool.renew()
    expect((await pool.run(echo, { words: [] })).thread).toBe(before.thread)
  })
})

describe('A pool that is warmed', () => {
  it('has its threads before there is work, and no more of them then', async () => {
    await using pool = new ThreadPool(2)
    pool.warm(echo)
    const results = await Promise.all(
      Array.from({ length: 4 }, () => pool.run(echo, { words: [], wait: 10 })),
    )
    expect(new Set(results.map(({ place }) => place))).toEqual(new Set([0, 1]))
  })
})

describe('A task that is run alone', () => {
  it('has a thread of its own, even while the others are busy, which ends with it', async () => {
    await using pool = new ThreadPool(1)
    const busy = pool.run(echo, { words: [], wait: 300 })
    const parts: string[] = []
    const alone = await pool.runAlone(echo, { words: ['甲', '乙'] }, part => {
      parts.push(part)
    })
    const next = await pool.runAlone(echo, { words: [] })
    expect(parts).toEqual(['甲', '乙'])
    expect(new Set([alone.thread, next.thread, (await busy).thread]).size).toBe(3)
    await expect(pool.runAlone(echo, { words: [], fail: 'exit' })).rejects.toThrow('A thread ended')
  })
})

describe('A task that outgrows its thread', () => {
  it('is done again in one with more memory, unless it has handed over parts', async () => {
    await using pool = new ThreadPool(1, { maxOldGenerationSizeMb: 48 })
    expect((await pool.run(echo, { words: [], fill: 150 })).words).toBe(0)
    await expect(pool.run(echo, { words: ['甲'], fill: 150 })).rejects.toMatchObject({
      code: 'ERR_WORKER_OUT_OF_MEMORY',
    })
    expect((await pool.run(echo, { words: [] })).words).toBe(0)
  })
})
