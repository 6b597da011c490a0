import { existsSync } from 'node:fs'
import { type LastBackup, lastBackup } from '../../backup/folder.ts'
import { ageText, hoursSince } from '../age.ts'
import type { Check, Finding } from '../check.ts'

const TOO_OLD = 7 * 24

export interface BackupsSeen {
  readonly last: LastBackup | undefined
  /** Whether the file is where it was written to. */
  readonly there: boolean
  /** Whether the database is one of one's own. */
  readonly ownServer: boolean
}

export function judgeLastBackup({ last, there, ownServer }: BackupsSeen, now: Date): Finding {
  const facts = { madeAt: last?.at ?? null, path: last?.path ?? null }
  const hours = last && hoursSince(new Date(last.at), now)
  const age = hours === undefined ? undefined : ageText(hours)
  const found = age
    ? {
        zh: `最近一次在 ${age.zh}前: ${last?.path}${there ? '' : ' (现在不在那里)'}`,
        en: `the newest is ${age.en} old: ${last?.path}${there ? '' : ' (not there now)'}`,
      }
    : { zh: '没有记录', en: 'none is known of' }
  if (hours !== undefined && hours <= TOO_OLD) return { state: 'good', found, facts }
  if (ownServer)
    return {
      state: 'good',
      found: {
        zh: `${found.zh}；DATABASE_URL 的服务器由您自行备份`,
        en: `${found.en}; the server of DATABASE_URL is yours to back up`,
      },
      facts,
    }
  return {
    state: 'warning',
    found,
    remedy: {
      zh: '运行 bidui backup --out 另一个磁盘上的文件夹，最好每天一次',
      en: 'run bidui backup --out FOLDER on another disk, best every day',
    },
    facts,
  }
}

export const lastBackupCheck: Check = {
  name: 'last-backup',
  title: { zh: '最近一次备份', en: 'newest backup' },
  after: ['database', 'schema'],
  async look({ home, databaseUrl, now }) {
    const last = await lastBackup(home)
    const seen = {
      last,
      there: last !== undefined && existsSync(last.path),
      ownServer: databaseUrl !== undefined,
    }
    return judgeLastBackup(seen, now())
  },
}
