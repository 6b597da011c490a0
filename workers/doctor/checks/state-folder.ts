import { constants, type Stats } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { isAbsent } from '../../absent-file.ts'
import type { Check, Circumstances, Finding } from '../check.ts'

/** Who may do what with the state folder: it holds personal data, and the database's password. */
export const stateFolder: Check = {
  name: 'state-folder',
  title: { zh: '状态文件夹', en: 'state folder' },
  async look({ home, archive }: Circumstances): Promise<Finding> {
    const there = await statOf(home)
    if (!there) return await notYet(home)
    if (!there.isDirectory())
      return {
        state: 'bad',
        found: { zh: `${home} 不是文件夹`, en: `${home} is no folder` },
        remedy: { zh: '用 BIDUI_HOME 指定一个文件夹', en: 'set BIDUI_HOME to a folder' },
      }
    if (!(await isWritable(home))) return notWritable(home)
    // Passing through is allowed where the server's account has to.
    const open = [home, join(home, 'postgres.json'), join(home, 'backups'), ...(archive ? [archive] : [])]
    const wide: string[] = []
    for (const path of open) if (readableByOthers(await statOf(path))) wide.push(path)
    const strange = process.getuid !== undefined && there.uid !== process.getuid()
    const mode = (there.mode & 0o777).toString(8)
    const found = {
      zh: `${home}，属于 uid ${there.uid}，权限 ${mode}`,
      en: `${home}, owned by uid ${there.uid}, mode ${mode}`,
    }
    const facts = { path: home, uid: there.uid, mode }
    if (wide.length > 0)
      return {
        state: 'warning',
        found: {
          zh: `${found.zh}；其他账户能读 ${wide.join('、')}`,
          en: `${found.en}; other accounts can read ${wide.join(', ')}`,
        },
        remedy: {
          zh: `里面有个人信息: chmod go-rw ${wide.join(' ')}`,
          en: `personal data is inside: chmod go-rw ${wide.join(' ')}`,
        },
        facts,
      }
    if (strange)
      return {
        state: 'warning',
        found: {
          zh: `${found.zh}；本程序的账户是 uid ${process.getuid?.()}`,
          en: `${found.en}; this program runs as uid ${process.getuid?.()}`,
        },
        remedy: {
          zh: '始终用同一个账户运行程序，以免文件归属混乱',
          en: 'always run the program under one account, lest files belong to several',
        },
        facts,
      }
    return { state: 'good', found, facts }
  },
}

const readableByOthers = (there: Stats | undefined): boolean =>
  process.platform !== 'win32' && there !== undefined && (there.mode & 0o066) !== 0

async function notYet(home: string): Promise<Finding> {
  let parent = dirname(home)
  while (!(await statOf(parent)) && dirname(parent) !== parent) parent = dirname(parent)
  if (!(await isWritable(parent))) return notWritable(parent)
  return {
    state: 'good',
    found: {
      zh: `${home} 还没有，第一次使用时建立`,
      en: `${home} is not there yet; it is made on first use`,
    },
    facts: { path: home },
  }
}

const notWritable = (folder: string): Finding => ({
  state: 'bad',
  found: { zh: `不能写 ${folder}`, en: `${folder} cannot be written to` },
  remedy: {
    zh: '授权本账户写入，或用 BIDUI_HOME 指定另一个文件夹',
    en: 'let this account write there, or set BIDUI_HOME to another folder',
  },
})

const isWritable = (folder: string): Promise<boolean> =>
  access(folder, constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  )

async function statOf(path: string): Promise<Stats | undefined> {
  try {
    return await stat(path)
  } catch (error) {
    if (isAbsent(error)) return undefined
    throw error
  }
}
