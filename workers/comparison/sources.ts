/** Feeds and register tables as reports tell of them, and what their counties are called. */
import type { Pool } from 'pg'
import { FEEDS, feedById } from '../../connectors/feeds/index.ts'
import { REGISTER_TABLES } from '../../connectors/register/index.ts'
import type { CountyName, FeedStatus } from '../../pipelines/reports/model.ts'
import type { IsoDate, RegisterTableId } from '../../pipelines/types.ts'
import type { RegisterSnapshot } from '../reading/register.ts'
import type { Matched } from './matched.ts'

const REGISTER_DEPARTMENT = '扶贫办'

export function feedStatuses({ intakes, kept }: Matched): readonly FeedStatus[] {
  const byFeed = new Map(intakes.map(intake => [intake.feed, intake]))
  return FEEDS.map(({ id }) => {
    const definition = feedById(id)
    return {
      feed: id,
      title: definition.title,
      department: definition.department,
      ...(definition.sensitive ? { sensitive: definition.sensitive } : {}),
      deliveries: (byFeed.get(id)?.statuses ?? []).map(({ id, status }) => ({
        ...status,
        ...(id === undefined ? {} : kept.get(id)),
      })),
    }
  })
}

export function registerStatuses(register: RegisterSnapshot, asOf: IsoDate): readonly FeedStatus[] {
  return (Object.keys(REGISTER_TABLES) as RegisterTableId[]).map(table => {
    const file = register.files.get(table)
    const counts = register.counts[table]
    return {
      feed: `register.${table}`,
      title: REGISTER_TABLES[table].title,
      department: REGISTER_DEPARTMENT,
      deliveries:
        file && counts
          ? [
              {
                ...counts,
                files: [{ path: file.path, digest: file.digest }],
                asOf: register.asOf ?? asOf,
                counties: 'all',
                outcome: register.unchanged ? 'unchanged' : 'accepted',
                reasons: [],
                notices: register.notices[table] ?? [],
                carriedForward: false,
              },
            ]
          : [],
    }
  })
}

export async function countyNames(pool: Pool, register: RegisterSnapshot): Promise<readonly CountyName[]> {
  const { rows } = await pool.query<CountyName>(
    `select county as code, min(county_name) as name from register_household
      where snapshot = $1 and county <> '' and county_name is not null group by county order by county`,
    [register.id],
  )
  return rows
}
