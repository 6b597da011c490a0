/** Why a backup cannot be used, for the person who needs it. */
import type { Bilingual } from '../../pipelines/types.ts'
import { isAbsent } from '../absent-file.ts'
import { OperationalError } from '../operational-error.ts'
import { errorCode } from '../postgres/refusals.ts'

/** @param what is wrong with it */
export const damaged = (path: string, what: Bilingual, cause?: unknown): OperationalError =>
  new OperationalError(
    {
      zh: `备份文件 ${path} 已损坏: ${what.zh}。没有恢复任何数据; 请重新复制一份, 或改用另一份备份`,
      en: `The backup ${path} is damaged: ${what.en}. Nothing was restored; copy it again, or use another backup`,
    },
    { cause },
  )

export const notItsDigest = (path: string, digest: string): OperationalError =>
  damaged(path, {
    zh: `归档文件 ${digest.slice(0, 8)}… 的内容与摘要不符`,
    en: `the archived file ${digest.slice(0, 8)}… does not have its digest`,
  })

/** @param error what the system threw when the file was opened; errors of another kind come back as they are */
export function cannotOpen(path: string, error: unknown): unknown {
  if (!isAbsent(error) && errorCode(error) !== 'EISDIR') return error
  return new OperationalError(
    {
      zh: `没有备份文件 ${path}; 请检查文件名`,
      en: `There is no backup ${path}; check the name`,
    },
    { cause: error, exitCode: 2 },
  )
}

export const notABackup = (path: string): OperationalError =>
  new OperationalError({
    zh: `${path} 不是 bidui backup 写的备份文件, 或开头已损坏; 请检查文件名`,
    en: `${path} is no file that bidui backup wrote, or its beginning is damaged; check the name`,
  })

export const newerFormat = (path: string, version: number, known: number): OperationalError =>
  new OperationalError({
    zh: `备份文件 ${path} 的格式是第 ${version} 版, 本程序读到第 ${known} 版; 请用更新版本的程序, 或该文件已损坏`,
    en: `The backup ${path} has format ${version}, this program reads up to ${known}; use a newer version of the program, unless the file is damaged`,
  })

export const newerSchema = (path: string, migration: string, program: string): OperationalError =>
  new OperationalError({
    zh: `备份文件 ${path} 的数据库结构比本程序新 (${migration}, 由版本 ${program} 备份); 请用该版本或更新的程序恢复`,
    en: `The schema of the backup ${path} is newer than this program (${migration}, backed up by version ${program}); restore it with that version or a newer one`,
  })

export const notEmpty = (where: Bilingual, table: string): OperationalError =>
  new OperationalError({
    zh: `恢复的目标不是空的: ${where.zh} 中已有表 ${table}。没有改动; 请用 --into 指定一个新的文件夹, 或 (DATABASE_URL) 建一个新的空数据库`,
    en: `The target of the restore is not empty: ${where.en} has the table ${table} already. Nothing was changed; name a new folder with --into, or (DATABASE_URL) create a new, empty database`,
  })

/** What was loaded is not what was backed up: nothing of it stays. */
export const differs = (table: string, what: Bilingual, cause?: unknown): OperationalError =>
  new OperationalError(
    {
      zh: `恢复表 ${table} 失败: ${what.zh}; 已全部撤回`,
      en: `The table ${table} could not be restored: ${what.en}; all of it was taken back`,
    },
    { cause },
  )
