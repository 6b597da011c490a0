import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { readXlsx } from 'hucre/xlsx'
import { describe, expect, it } from 'vitest'
import { judgeId } from '../../connectors/id-number.ts'
import { compare, makeCity, scratch } from './city.ts'

/** Every run of characters in a text that is a full, valid ID number. */
const idNumbers = (text: string): string[] =>
  [...text.matchAll(/(?<![0-9A-Za-z])\d{17}[\dXx](?:\d{2}(?:B\d)?)?(?![0-9A-Za-z])/g)]
    .map(([found]) => found)
    .filter(found => 'key' in judgeId(found, '2017-11-20'))

async function textOf(path: string): Promise<string> {
  const bytes = await readFile(path)
  if (!path.endsWith('.xlsx')) return bytes.toString('latin1')
  const workbook = await readXlsx(bytes)
  return workbook.sheets.flatMap(sheet => sheet.rows.flat().map(String)).join('\n')
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name))
}

describe('What a run leaves behind', () => {
  it('holds no full ID number: not in reports, lists, logs, messages or progress', async () => {
    await using folder = await scratch()
    const place = {
      inbox: join(folder.path, 'city'),
      out: join(folder.path, 'out'),
      home: join(folder.path, 'home'),
    }
    await makeCity(place.inbox, 300, 11)
    const said: unknown[] = []
    const outcome = await compare(place, { unmasked: false, progress: event => said.push(event) })
    said.push(outcome)
    expect(idNumbers(JSON.stringify(said))).toEqual([])

    const out = await filesBelow(place.out)
    expect(out.map(path => relative(place.out, path))).toEqual(
      expect.arrayContaining(['findings.csv', 'rejects.csv', 'summary.json', 'lists/530129-核查清单.xlsx']),
    )
    // The store itself and the archive of delivered bytes are what is kept; everything else is for reading.
    const home = (await filesBelow(place.home)).filter(
      path => path.endsWith('.log') || path.endsWith('.json') || path.endsWith('.conf'),
    )
    for (const path of [...out, ...home]) {
      const found = idNumbers(await textOf(path))
      expect([relative(folder.path, path), found.length]).toEqual([relative(folder.path, path), 0])
    }
  })
})
