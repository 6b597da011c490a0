/** Why the operating system refused, in words for the person at the keyboard. */
import { OperationalError, type Said } from '../operational-error.ts'

const REASONS: Readonly<Record<string, Said>> = {
  ENOSPC: {
    zh: '磁盘已满; 请清理出至少 1 GB 空间后重试',
    en: 'the disk is full; free at least 1 GB and try again',
  },
  EDQUOT: {
    zh: '磁盘配额已用完; 请清理后重试',
    en: 'the disk quota is used up; free some space and try again',
  },
  EACCES: {
    zh: '没有权限; 请换一个可写的文件夹 (设置 BIDUI_HOME), 或请管理员授权',
    en: 'permission denied; choose a folder that you may write to (set BIDUI_HOME), or ask for access',
  },
  EPERM: {
    zh: '没有权限; 请换一个可写的文件夹 (设置 BIDUI_HOME), 或请管理员授权',
    en: 'permission denied; choose a folder that you may write to (set BIDUI_HOME), or ask for access',
  },
  EROFS: {
    zh: '文件系统为只读; 请用 BIDUI_HOME 指定一个可写的文件夹',
    en: 'the file system is read-only; set BIDUI_HOME to a folder that can be written',
  },
  ENOTDIR: {
    zh: '路径中有一段不是文件夹; 请检查 BIDUI_HOME',
    en: 'a part of the path is not a folder; check BIDUI_HOME',
  },
  EEXIST: {
    zh: '这里有一个同名文件, 不是文件夹; 请检查 BIDUI_HOME',
    en: 'there is a file of that name, not a folder; check BIDUI_HOME',
  },
  EMFILE: {
    zh: '打开的文件太多; 请提高 ulimit -n',
    en: 'too many open files; raise ulimit -n',
  },
  ENAMETOOLONG: {
    zh: '路径太长; 请用 BIDUI_HOME 指定一个较短的路径',
    en: 'the path is too long; set BIDUI_HOME to a shorter one',
  },
}

export const errorCode = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined

/**
 * What the operating system's refusal on `path` means for its user. Errors that are not refusals, and operational
 * errors, come back as they are.
 */
export function explainRefusal(error: unknown, path: string): unknown {
  const code = errorCode(error)
  const reason = code === undefined ? undefined : REASONS[code]
  if (error instanceof OperationalError || !reason) return error
  return new OperationalError(
    {
      zh: `不能使用状态文件夹 ${path}: ${reason.zh} (${code})`,
      en: `The state folder ${path} cannot be used: ${reason.en} (${code})`,
    },
    { cause: error },
  )
}

export const saysDiskFull = (output: string): boolean =>
  /No space left on device|Disk quota exceeded/i.test(output)

export const diskFull = (path: string): OperationalError =>
  new OperationalError({
    zh: `磁盘已满, 数据库不能在 ${path} 写入; 请清理出至少 1 GB 空间后重试。已保存的数据没有损坏`,
    en: `The disk is full, the database cannot write in ${path}; free at least 1 GB and try again. What was saved is intact`,
  })
