/**
 * Writing reports 输出: each file is written beside its place and moved there when it is whole, so that a full disk or
 * a crash leaves the earlier file, or none, but never half of one.
 */
import { createWriteStream } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { OperationalError } from '../operational-error.ts'

export class OutputFolder {
  readonly #folder: string
  /** Below the folder, in the order in which they were begun. */
  readonly files: string[] = []

  constructor(folder: string) {
    this.#folder = folder
  }

  async write(name: string, content: Uint8Array | string): Promise<void> {
    await this.#place(name, path => writeFile(path, content))
  }

  async writeLines(name: string, lines: Iterable<string> | AsyncIterable<string>): Promise<void> {
    await this.#place(name, path => pipeline(Readable.from(blocks(lines)), createWriteStream(path)))
  }

  async writePieces(name: string, pieces: Iterable<Uint8Array>): Promise<void> {
    await this.#place(name, path =>
      pipeline(Readable.from(pieces, { objectMode: false }), createWriteStream(path)),
    )
  }

  async #place(name: string, write: (path: string) => Promise<void>): Promise<void> {
    const path = join(this.#folder, name)
    const partial = `${path}.partial`
    this.files.push(name)
    try {
      await mkdir(dirname(path), { recursive: true })
      await write(partial)
      await rename(partial, path)
    } catch (error) {
      await rm(partial, { force: true }).catch(() => undefined)
      throw explain(name, error)
    }
  }
}

async function* blocks(lines: Iterable<string> | AsyncIterable<string>): AsyncGenerator<string> {
  let block = ''
  for await (const line of lines) {
    block += line
    if (block.length < 1 << 16) continue
    yield block
    block = ''
  }
  if (block !== '') yield block
}

function explain(name: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new OperationalError(
      {
        zh: `写 ${name} 时磁盘已满; 比对结果已保存, 原有报告未受影响; 请腾出空间后重新运行, 已读过的文件不会重读`,
        en: `the disk is full while writing ${name}; what was compared is stored and earlier reports are untouched; make room and run again, files read before are not read again`,
      },
      { cause: error },
    )
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'EBUSY')
    return new OperationalError(
      {
        zh: `无法写入 ${name} (${code}); 请检查文件夹权限, 并关闭正在用 Excel 或 WPS 打开它的程序后重试`,
        en: `cannot write ${name} (${code}); check the folder's permissions, close the program that has the file open, and try again`,
      },
      { cause: error },
    )
  return error
}
