import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { OperationalError } from '../../../workers/operational-error.ts'
import { openEmbedded } from '../../../workers/postgres/embedded.ts'
import { explainRefusal } from '../../../workers/postgres/refusals.ts'
import { naming } from './processes.ts'
import { disksAreMountable, smallDisk, unmountAll } from './small-disk.ts'

afterEach(unmountAll)

describe('a full disk', () => {
  it.skipIf(!disksAreMountable).each([4, 2_000, 20_000])(
    'is told in one sentence (%i kB)',
    async kilobytes => {
      const disk = smallDisk(kilobytes)
      const home = join(disk, '.bidui')
      const refusal = await openEmbedded({ home }).catch(error => error)
      expect(refusal).toBeInstanceOf(OperationalError)
      expect(refusal.text.zh).toContain('磁盘已满')
      expect(refusal.text.en.toLowerCase()).toContain('the disk is full')
      expect(naming(disk)).toEqual([])
    },
  )
})

describe('a refusal of the operating system', () => {
  it.each([
    ['ENOSPC', 'the disk is full'],
    ['EROFS', 'the file system is read-only'],
    ['EACCES', 'permission denied'],
    ['EDQUOT', 'the disk quota is used up'],
  ])('%s names the folder and says what to do', (code, words) => {
    const explained = explainRefusal(Object.assign(new Error(code), { code }), '/state')
    expect(explained).toBeInstanceOf(OperationalError)
    expect(String((explained as OperationalError).text.en)).toContain(`/state cannot be used: ${words}`)
  })

  it('of another kind stays what it is', () => {
    const error = Object.assign(new Error('bug'), { code: 'ERR_INVALID_ARG_TYPE' })
    expect(explainRefusal(error, '/state')).toBe(error)
  })
})
