import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { feedById, isFeedId } from '../../connectors/feeds/index.ts'
import { openTable } from '../../connectors/table-reader.ts'
import { compare, makeCity, readTable, scratch } from './city.ts'

/** A small generator of its own, so that a failure can be repeated. */
function shuffled<T>(values: readonly T[], seed: number): T[] {
  const result = [...values]
  let state = seed
  for (let at = result.length - 1; at > 0; at--) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    const other = state % (at + 1)
    ;[result[at], result[other]] = [result[other] as T, result[at] as T]
  }
  return result
}

function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030', { fatal: true }).decode(bytes)
  }
}

/** Writes the rows of a delivered text file in another order, its head where it was. */
async function shuffleRows(path: string, feed: string, seed: number): Promise<void> {
  if (!isFeedId(feed) || path.endsWith('.xlsx')) return
  await using reader = await openTable(path, feedById(feed), { cutoff: '2017-11-20' })
  const { headerRow } = reader
  const records = Papa.parse<string[]>(decode(await readFile(path))).data.filter(
    record => record.length > 1 || record[0] !== '',
  )
  const head = records.slice(0, headerRow)
  await writeFile(path, `\uFEFF${Papa.unparse([...head, ...shuffled(records.slice(headerRow), seed)])}`)
}

describe('The order of the input', () => {
  it('of rows, of files and of deliveries does not change what is found', async () => {
    await using folder = await scratch()
    const place = {
      inbox: join(folder.path, 'city'),
      out: join(folder.path, 'out'),
      home: join(folder.path, 'home'),
    }
    await makeCity(place.inbox, 300, 7)
    await compare(place)
    const before = await readTable(join(place.out, 'findings.csv'))

    for (const feed of await readdir(join(place.inbox, 'feeds')))
      for (const file of await readdir(join(place.inbox, 'feeds', feed)))
        await shuffleRows(join(place.inbox, 'feeds', feed, file), feed, file.length)
    const manifest = JSON.parse(await readFile(join(place.inbox, 'manifest.json'), 'utf8'))
    manifest.deliveries = shuffled(manifest.deliveries as { files: string[] }[], 3).map(delivery => ({
      ...delivery,
      files: delivery.files.toReversed(),
    }))
    await writeFile(join(place.inbox, 'manifest.json'), JSON.stringify(manifest))
    const other = { ...place, out: join(folder.path, 'shuffled'), home: join(folder.path, 'home2') }
    await compare(other)
    const after = await readTable(join(other.out, 'findings.csv'))
    // Which file and row a lead rests on is what was shuffled.
    const withoutPlace = ({ evidence: _, ...line }: Readonly<Record<string, string>>) => line
    expect(after.map(withoutPlace)).toEqual(before.map(withoutPlace))
  })
})
