/** What went wrong, told to the person at the keyboard: a sentence; never a stack trace, never an ID number. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { isBilingual } from '../../connectors/bilingual.ts'
import type { Bilingual } from '../../connectors/definition.ts'
import { maskText } from '../../connectors/id-number.ts'
import { maskCode } from '../../pipelines/reports/masking.ts'
import type { ExitStatus } from './command.ts'

export interface Failure {
  readonly text: Bilingual
  readonly status: ExitStatus
}

/** An error that was made for people carries its text, and perhaps its exit status. */
function expected(error: unknown): Failure | undefined {
  if (!(error instanceof Error) || !('text' in error) || !isBilingual(error.text)) return undefined
  const status = 'exitCode' in error && error.exitCode === 2 ? 2 : 1
  return { text: { zh: maskCode(error.text.zh), en: maskCode(error.text.en) }, status }
}

/** What the operating system says no with, as far as its user can do something about it. */
const REFUSALS: Readonly<Record<string, Bilingual>> = {
  ENOSPC: { zh: '磁盘已满；请清理空间后重试', en: 'the disk is full; free some space and try again' },
  EDQUOT: {
    zh: '磁盘配额已用完；请清理后重试',
    en: 'the disk quota is used up; free some space and try again',
  },
  EACCES: { zh: '没有权限；请检查文件夹的权限', en: 'permission denied; check who may use the folder' },
  EPERM: { zh: '没有权限；请检查文件夹的权限', en: 'permission denied; check who may use the folder' },
  EROFS: { zh: '文件系统只读；请换一个文件夹', en: 'the file system is read-only; choose another folder' },
  EBUSY: {
    zh: '文件被其他程序占用；请关闭后重试',
    en: 'another program holds the file; close it and try again',
  },
  EMFILE: { zh: '打开的文件太多；请提高 ulimit -n', en: 'too many open files; raise ulimit -n' },
}

function refusal(error: unknown): Failure | undefined {
  if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) return undefined
  const reason = REFUSALS[String(error.code)]
  if (!reason) return undefined
  const path = 'path' in error && typeof error.path === 'string' ? maskCode(error.path) : ''
  return {
    text: {
      zh: `${path && `${path}：`}${reason.zh}（${error.code}）`,
      en: `${path && `${path}: `}${reason.en} (${error.code})`,
    },
    status: 1,
  }
}

export interface Circumstances {
  /** Where reports of unexpected errors are kept. */
  readonly home: string
  readonly version: string
  readonly argv: readonly string[]
  readonly now: Date
}

/** The sentence and the exit status for an error. What nobody expected is written to a file that the sentence names. */
export function explainFailure(error: unknown, circumstances: Circumstances): Failure {
  const known = expected(error) ?? refusal(error)
  if (known) return known
  const path = writeReport(error, circumstances)
  const where = path
    ? {
        zh: `详情已写入 ${path}（证件号码已遮盖），请发给维护人员`,
        en: `The details are in ${path} (ID numbers are masked); send it to whoever maintains the program`,
      }
    : { zh: '详情也没能写下来', en: 'The details could not be written down either' }
  return {
    text: {
      zh: `程序出错了，这不是您的问题。${where.zh}。`,
      en: `The program failed, and it is not your fault. ${where.en}.`,
    },
    status: 1,
  }
}

function writeReport(error: unknown, { home, version, argv, now }: Circumstances): string | undefined {
  const text = [
    `bidui ${version}, Node ${process.version}, ${process.platform} ${process.arch}`,
    now.toISOString(),
    ['bidui', ...argv].join(' '),
    '',
    inspect(error, { depth: 4, colors: false }),
    '',
  ].join('\n')
  const name = `bidui-error-${now.toISOString().replace(/[:.]/g, '-')}.log`
  for (const folder of [join(home, 'logs'), tmpdir()]) {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      writeFileSync(join(folder, name), maskText(text), { mode: 0o600 })
      return join(folder, name)
    } catch {
      // The next folder, or none: the sentence then says so.
    }
  }
  return undefined
}
