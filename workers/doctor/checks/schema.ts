import { MIGRATIONS } from '../../../schema/migrations/index.ts'
import { readMigrations } from '../../backup/catalogue.ts'
import { schemaName } from '../../backup/manifest.ts'
import { type Finding, onStore } from '../check.ts'

/** @param ran migrations of the database; `known`, of the program */
export function judgeSchema(ran: readonly string[], known: readonly string[]): Finding {
  const [is, wanted] = [schemaName(ran), schemaName(known)]
  const facts = { database: is || null, program: wanted }
  const newer = ran.filter(name => !known.includes(name))
  if (newer.length > 0)
    return {
      state: 'bad',
      found: {
        zh: `数据库的结构 (${is}) 比本程序 (${wanted}) 新`,
        en: `the database's schema (${is}) is newer than the program's (${wanted})`,
      },
      remedy: {
        zh: '使用升级过它的那个版本的程序，或恢复升级前的备份',
        en: 'use the version of the program that upgraded it, or restore the backup from before',
      },
      facts,
    }
  if (ran.length === 0)
    return {
      state: 'good',
      found: { zh: '还没有，第一次使用时建立', en: 'not there yet; it is made on first use' },
      facts,
      blocks: true,
    }
  if (known.some(name => !ran.includes(name)))
    return {
      state: 'warning',
      found: {
        zh: `数据库的结构是 ${is}，本程序是 ${wanted}`,
        en: `the database's schema is ${is}, the program's is ${wanted}`,
      },
      remedy: {
        zh: '下次使用时会自动升级 (内置数据库先备份)；也可以现在运行 bidui migrate',
        en: 'it moves by itself on next use (the built-in database is backed up first); or run bidui migrate now',
      },
      facts,
      blocks: true,
    }
  return { state: 'good', found: { zh: `最新 (${is})`, en: `up to date (${is})` }, facts }
}

export const schema = onStore({
  name: 'schema',
  title: { zh: '数据库结构', en: 'schema' },
  after: ['database'],
  look: async pool => judgeSchema(await readMigrations(pool), Object.keys(MIGRATIONS)),
})
