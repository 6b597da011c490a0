/** The county with the most registered households. */
import { REGISTER_TABLES } from '../../../connectors/register/index.ts'
import { openTable } from '../../../connectors/table-reader.ts'
import type { Inbox } from '../../../workers/reading/inbox.ts'

export interface CountyShare {
  readonly county: string
  readonly households: number
  /** Of the whole register. */
  readonly all: number
}

/** @throws Error for an inbox without households */
export async function largestCounty(inbox: Inbox): Promise<CountyShare> {
  const file = inbox.register.get('households')
  if (file === undefined) throw new Error('The inbox has no table of households')
  const counts = new Map<string, number>()
  let all = 0
  await using table = await openTable(await inbox.locate(file), REGISTER_TABLES.households, {
    cutoff: inbox.plan.registerAsOf,
  })
  for await (const { rows } of table.batches()) {
    for (const row of rows) {
      const code = row.values().villageCode
      if (typeof code !== 'string') continue
      const county = code.slice(0, 6)
      counts.set(county, (counts.get(county) ?? 0) + 1)
      all++
    }
  }
  const [county, households] = [...counts].toSorted((one, other) => other[1] - one[1])[0] ?? ['', 0]
  if (households === 0) throw new Error('The register has no households')
  return { county, households, all }
}
