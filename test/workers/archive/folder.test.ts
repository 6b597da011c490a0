import { existsSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fileDigest } from '../../../connectors/digest.ts'
import { FileChanged } from '../../../workers/archive/archive.ts'
import { FolderArchive } from '../../../workers/archive/folder.ts'
import { openArchive } from '../../../workers/archive/open.ts'
import { loadConfig } from '../../../workers/config.ts'
import { OperationalError } from '../../../workers/operational-error.ts'
import { temporaryFolder } from '../postgres/folders.ts'
import { digestOf, written } from './bytes.ts'

const setting = () => {
  const folder = temporaryFolder()
  return { source: join(folder, 'a.csv'), kept: join(folder, 'archive') }
}
const files = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => entry.name)

describe('The archive in a folder', () => {
  it('keeps the bytes as they were, whatever becomes of the file', async () => {
    const { source, kept } = setting()
    const digest = written(source, '车牌号\n云A00001\n')
    const archive = new FolderArchive(kept, fileDigest)
    await archive.keep(source, digest)
    writeFileSync(source, 'something else')
    expect(readFileSync(await archive.locate(digest), 'utf8')).toBe('车牌号\n云A00001\n')
    expect(await archive.has(digest)).toBe(true)
  })

  it('keeps equal files once, for the account of the program alone', async () => {
    const { source, kept } = setting()
    const digest = written(source, 'a')
    const archive = new FolderArchive(kept, fileDigest)
    await archive.keep(source, digest)
    const path = await archive.locate(digest)
    utimesSync(path, 1, 1)
    await archive.keep(source, digest)
    expect(statSync(path).mtimeMs).toBe(1000)
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(files(kept)).toEqual([digest])
  })

  it('is written by several programs at once', async () => {
    const { source, kept } = setting()
    const digest = written(source, 'a'.repeat(500_000))
    await Promise.all([1, 2, 3, 4].map(() => new FolderArchive(kept, fileDigest).keep(source, digest)))
    expect(files(kept)).toEqual([digest])
  })

  it('keeps nothing of a file that no longer has its digest', async () => {
    const { source, kept } = setting()
    written(source, 'as it is now')
    const archive = new FolderArchive(kept, fileDigest)
    const failure = await archive.keep(source, digestOf('as it was')).catch(error => error)
    expect(failure).toBeInstanceOf(FileChanged)
    expect(failure.text.en).toContain(`${source} was changed while it was being read`)
    expect(files(kept)).toEqual([])
  })

  it('puts a whole file in the place of one that was cut off', async () => {
    const { source, kept } = setting()
    const digest = written(source, 'all of it')
    const archive = new FolderArchive(kept, fileDigest)
    await archive.keep(source, digest)
    writeFileSync(await archive.locate(digest), 'all')
    await archive.keep(source, digest)
    expect(readFileSync(await archive.locate(digest), 'utf8')).toBe('all of it')
  })

  it('says which file it does not have, and what to do', async () => {
    const { kept } = setting()
    const archive = new FolderArchive(kept, fileDigest)
    const failure = await archive.locate(digestOf('nothing')).catch(error => error)
    expect(failure).toBeInstanceOf(OperationalError)
    expect(failure.text.zh).toBe(
      `归档文件夹 ${kept}里没有文件 ${digestOf('nothing')}; 请从备份恢复归档, 或把原文件放回收件箱`,
    )
    expect(existsSync(kept)).toBe(false)
  })

  it('is below the state folder unless told otherwise', () => {
    const place = (archive?: string) =>
      openArchive(loadConfig({ BIDUI_HOME: '/state', BIDUI_ARCHIVE: archive }, '/work')).describe().en
    expect(place()).toBe('archive folder /state/archive')
    expect(place('kept')).toBe('archive folder /work/kept')
    expect(place('s3://bucket/a/b/')).toBe('object storage s3://bucket/a/b')
  })
})
