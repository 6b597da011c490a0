import { stat, statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Pool } from 'pg'
import { findCluster } from '../../postgres/cluster.ts'
import { bytesText } from '../bytes.ts'
import type { Check, Finding } from '../check.ts'

const GIGABYTE = 1_000_000_000
const ENOUGH = 10 * GIGABYTE
/** Below this the database may stop in the middle. */
const TOO_LITTLE = 1 * GIGABYTE

export interface Space {
  readonly folder: string
  readonly free: number
}

/** @param deliveries bytes of the newest ones: the next take as much again, in the archive and in the database */
export function judgeSpace(spaces: readonly Space[], deliveries: number): Finding {
  const wanted = Math.max(ENOUGH, 2 * deliveries)
  const shown = spaces.map(({ folder, free }) => `${folder} ${bytesText(free)}`)
  const found = { zh: `剩余空间: ${shown.join('，')}`, en: `free: ${shown.join(', ')}` }
  const least = Math.min(...spaces.map(({ free }) => free))
  const facts = { freeBytes: least, wantedBytes: wanted, newestDeliveriesBytes: deliveries }
  if (least >= wanted) return { state: 'good', found, facts }
  return {
    state: least < TOO_LITTLE ? 'bad' : 'warning',
    found,
    remedy: {
      zh: `至少留出 ${bytesText(wanted)} (最近一批部门数据的两倍，不少于 ${bytesText(ENOUGH)})；清理磁盘，或把 BIDUI_HOME 移到更大的磁盘`,
      en: `keep ${bytesText(wanted)} free (twice the newest deliveries, ${bytesText(ENOUGH)} at least); clear the disk, or move BIDUI_HOME to a larger one`,
    },
    facts,
  }
}

/** Where state grows: the state folder, the database if it lies elsewhere, the archive if it does. */
export const disk: Check = {
  name: 'disk',
  title: { zh: '磁盘', en: 'disk' },
  async look({ home, databaseUrl, archive, pool }) {
    const cluster = databaseUrl === undefined ? findCluster(home)?.folder : undefined
    const folders = [home, ...(cluster ? [cluster] : []), ...(archive ? [archive] : [])]
    const byDevice = new Map<number, Space>()
    for (const folder of folders) {
      const there = await nearestFolder(folder)
      const { bavail, bsize } = await statfs(there)
      const { dev } = await stat(there)
      if (!byDevice.has(dev)) byDevice.set(dev, { folder, free: bavail * bsize })
    }
    return judgeSpace([...byDevice.values()], pool ? await newestDeliveries(pool) : 0)
  },
}

async function nearestFolder(path: string): Promise<string> {
  const there = await stat(path).catch(() => undefined)
  return there?.isDirectory() || dirname(path) === path ? path : await nearestFolder(dirname(path))
}

/** Bytes of what the newest run that is done rests on; none where there is no such table yet. */
async function newestDeliveries(pool: Pool): Promise<number> {
  const { rows: tables } = await pool.query<{ there: boolean }>(
    `select to_regclass('public.delivery') is not null as there`,
  )
  if (!tables[0]?.there) return 0
  const { rows } = await pool.query<{ bytes: string }>(
    `select coalesce(sum((file->>'bytes')::numeric), 0)::text as bytes
       from (select deliveries from run where state = 'done' order by started_at desc limit 1) newest
       join delivery d on newest.deliveries ? d.id
       cross join jsonb_array_elements(d.files) file`,
  )
  return Number(rows[0]?.bytes ?? 0)
}
