/** Where a report goes: one file, and what stands beside it. */
import { basename, dirname, extname, join } from 'node:path'
import { OutputFolder } from '../comparison/output.ts'
import { OperationalError } from '../operational-error.ts'

export const FORMATS = ['.xlsx', '.csv'] as const
export type Format = (typeof FORMATS)[number]

export interface ReportFile {
  /** Absolute. */
  readonly path: string
  readonly format: Format
}

/** @throws OperationalError (exit status 2) where the end of the name is none that can be written */
export function reportFile(path: string): ReportFile {
  const end = extname(path).toLowerCase()
  const format = FORMATS.find(each => each === end)
  if (format) return { path, format }
  throw new OperationalError(
    {
      zh: `--out ${path} 的扩展名${end ? `「${end}」` : ''}不能写；可用：${FORMATS.join('、')}`,
      en: `--out ${path}: ${end ? `"${end}"` : 'no extension'} cannot be written; allowed: ${FORMATS.join(', ')}`,
    },
    { exitCode: 2 },
  )
}

export const writeReport = ({ path }: ReportFile, content: Uint8Array | Iterable<string>): Promise<void> => {
  const folder = new OutputFolder(dirname(path))
  return content instanceof Uint8Array
    ? folder.write(basename(path), content)
    : folder.writeLines(basename(path), content)
}

/** A folder beside the report, named for it: 日报.xlsx → 日报-燃尽图. */
export const folderBeside = ({ path }: ReportFile, what: string): string =>
  join(dirname(path), `${basename(path, extname(path))}-${what}`)
