/** A table of problems as a file: CSV or workbook, as its name ends. */
import { basename, dirname, extname, resolve } from 'node:path'
import { OutputFolder } from '../../../workers/comparison/output.ts'
import { wrongCall } from '../call-error.ts'
import type { Context } from '../command.ts'
import { shortPath } from '../comparison.ts'

export interface TableFile {
  csv(): Iterable<string>
  workbook(): Promise<Uint8Array>
}

/** The path that --out names. @throws OperationalError (exit status 2) for another kind of file */
export function outFile(out: string, { workingDirectory }: Context): string {
  const path = resolve(workingDirectory, out)
  if (['.csv', '.xlsx'].includes(extname(path).toLowerCase())) return path
  throw wrongCall(
    `--out 的文件名应以 .xlsx 或 .csv 结尾，给出的是「${basename(out)}」`,
    `--out should end in .xlsx or .csv, not "${basename(out)}"`,
  )
}

export async function writeTable(path: string, table: TableFile, context: Context): Promise<void> {
  const folder = new OutputFolder(dirname(path))
  if (extname(path).toLowerCase() === '.csv') await folder.writeLines(basename(path), table.csv())
  else await folder.write(basename(path), await table.workbook())
  const shown = shortPath(path, context.workingDirectory)
  context.terminal.out(context.say({ zh: `已写出：${shown}\n`, en: `Written: ${shown}\n` }))
}
