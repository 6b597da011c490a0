/** `bidui template`: an empty file to hand to a department. */
import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { tableId } from '../../../connectors/table-reader.ts'
import { type TemplateFormat, template as templateBytes } from '../../../connectors/template.ts'
import { oneOf } from '../arguments.ts'
import { wrongCall } from '../call-error.ts'
import type { Call, Command } from '../command.ts'
import { tableNamed } from '../tables.ts'

const FORMATS: readonly TemplateFormat[] = ['xlsx', 'csv']

export const template: Command = {
  usage: {
    summary: {
      zh: '交给部门填写的空白表',
      en: 'an empty file with the right headers, to hand to a department',
    },
    synopsis: ['FEED [--format xlsx|csv] [--out FILE]'],
    about: [
      {
        zh: 'XLSX 带填写说明，证件号码列已设为文本，分类列有下拉选项；CSV 只有表头。不覆盖已有的文件。',
        en: 'The XLSX explains its columns, keeps ID numbers text, and offers the values of categories; the CSV is the header alone. An existing file is never overwritten.',
      },
    ],
    options: {
      format: {
        value: 'xlsx|csv',
        text: { zh: '默认按 --out 的扩展名，否则 xlsx', en: 'as --out ends, else xlsx' },
      },
      out: {
        value: 'FILE',
        text: { zh: '默认为当前文件夹下的 编号.xlsx', en: 'ID.xlsx in the working directory unless given' },
      },
    },
    operands: { least: 1, most: 1 },
    examples: [
      {
        call: 'template public-security.vehicles',
        what: { zh: '写出 public-security.vehicles.xlsx', en: 'writes public-security.vehicles.xlsx' },
      },
      {
        call: 'template register.households --out 户.csv',
        what: { zh: '建档立卡的户表，CSV', en: "the register's households as CSV" },
      },
    ],
  },
  async run(call, { terminal, workingDirectory, say }) {
    const definition = tableNamed(call.operands[0] ?? '')
    const format = formatOf(call)
    const path = resolve(workingDirectory, call.value('out') ?? `${tableId(definition)}.${format}`)
    const bytes = await templateBytes(definition, format)
    try {
      await writeFile(path, bytes, { flag: 'wx' })
    } catch (error) {
      throw explain(error, path)
    }
    terminal.out(say({ zh: `已写出 ${path}\n`, en: `Written: ${path}\n` }))
    return 0
  },
}

function formatOf(call: Call): TemplateFormat {
  const asked = call.value('format')
  const extension = /\.([^./\\]+)$/.exec(call.value('out') ?? '')?.[1]?.toLowerCase()
  if (asked !== undefined) {
    const format = oneOf(asked, FORMATS, { zh: '格式', en: 'format' }, 'bidui template --help')
    if (extension === undefined || extension === format) return format
    throw wrongCall(
      `--format 是 ${format}，--out 却以 .${extension} 结尾；请改成一致`,
      `--format is ${format}, but --out ends in .${extension}; make them agree`,
    )
  }
  if (extension === undefined) return 'xlsx'
  const format = FORMATS.find(known => known === extension)
  if (format) return format
  throw wrongCall(
    `--out 以 .${extension} 结尾；只能写 .xlsx 或 .csv`,
    `--out ends in .${extension}; only .xlsx and .csv can be written`,
  )
}

function explain(error: unknown, path: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EEXIST')
    return wrongCall(
      `${path} 已经存在，可能已有人填写，不覆盖；请换一个文件名（--out）或先移走它`,
      `${path} exists and may have been filled in, so it is not overwritten; name another file (--out) or move it away`,
      error,
    )
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return wrongCall(
      `不能写 ${path}：它的文件夹不存在；请先建好`,
      `${path} cannot be written: its folder does not exist; make it first`,
      error,
    )
  return error
}
