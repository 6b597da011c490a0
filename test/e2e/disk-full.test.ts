import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { OperationalError } from '../../workers/operational-error.ts'
import { disksAreMountable, smallDisk, unmountAll } from '../workers/postgres/small-disk.ts'
import { compare, makeCity, scratch } from './city.ts'

afterEach(unmountAll)

describe('A disk that is full while reports are written', () => {
  it.skipIf(!disksAreMountable)(
    'is told in one sentence; the next run, with room, reads nothing again',
    async () => {
      await using folder = await scratch()
      const inbox = join(folder.path, 'city')
      const home = join(folder.path, 'home')
      await makeCity(inbox, 100, 1)
      const disk = smallDisk(96)
      await writeFile(join(disk, 'summary.json'), 'of an earlier run')
      const failure = await compare({ inbox, out: disk, home }).catch(error => error)
      expect(failure).toBeInstanceOf(OperationalError)
      expect(failure.text.zh).toContain('磁盘已满')
      expect(failure.text.en).toContain('the disk is full')
      expect(await readFile(join(disk, 'summary.json'), 'utf8')).toBe('of an earlier run')
      expect((await readdir(disk, { recursive: true })).filter(name => name.endsWith('.partial'))).toEqual([])

      const out = join(folder.path, 'out')
      const { summary } = await compare({ inbox, out, home })
      const outcomes = Object.values(summary.feeds).flatMap(feed =>
        feed.deliveries.map(delivery => delivery.outcome),
      )
      expect(outcomes).not.toContain('accepted')
      expect(summary.total).toBeGreaterThan(0)
    },
  )
})
