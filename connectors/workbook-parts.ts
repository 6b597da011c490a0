/**
 * Parts of a workbook that its reader does not look into: whether they are whole, and which numbers are per cent.
 *
 * A cell of 1 that is formatted `0%` shows 100% and means it; the number alone would be taken for one per cent.
 */
import { posix } from 'node:path'
import { unpackEntry, type ZipEntry } from './zip.ts'

/** How the root elements of the parts that hold rows end. */
const ROOTS: readonly (readonly [part: RegExp, end: RegExp])[] = [
  [/(?:^|\/)worksheets\/[^/]+\.xml$/i, /worksheet>\s*$/],
  [/(?:^|\/)sharedStrings\.xml$/i, /(?:sst|\/)>\s*$/],
]

/** The parts that end before their root element does. An archive can be sound around a document that is not. */
export const unfinishedParts = (entries: readonly ZipEntry[]): readonly string[] =>
  entries
    .filter(({ name, tail }) => ROOTS.some(([part, end]) => part.test(name) && !end.test(tail)))
    .map(({ name }) => name)

/** Calls `take` for every cell of a sheet whose number format is per cent; row and column from 0. */
export async function eachPercentCell(
  archive: Buffer,
  entries: readonly ZipEntry[],
  sheet: string,
  take: (row: number, column: number) => void,
): Promise<void> {
  const part = async (path: string): Promise<string> => {
    const entry = entries.find(({ name }) => name === path)
    return entry ? (await unpackEntry(archive, entry)).toString('utf8') : ''
  }
  const targets = async (path: string): Promise<ReadonlyMap<string, Relation>> => {
    const slash = path.lastIndexOf('/') + 1
    const xml = await part(`${path.slice(0, slash)}_rels/${path.slice(slash)}.rels`)
    return new Map(
      tags(xml, 'Relationship').map(tag => [tag.get('Id') ?? '', relation(path.slice(0, slash), tag)]),
    )
  }
  const byType = (relations: ReadonlyMap<string, Relation>, type: string) =>
    [...relations.values()].find(found => found.type.endsWith(`/${type}`))?.path ?? ''

  const workbook = byType(await targets(''), 'officeDocument')
  const relations = await targets(workbook)
  const percent = percentStyles(await part(byType(relations, 'styles')))
  if (percent.size === 0) return
  const listed = tags(await part(workbook), 'sheet').find(tag => tag.get('name') === sheet)
  const id = [...(listed ?? [])].find(([name]) => name.endsWith(':id'))?.[1]
  const xml = await part(relations.get(id ?? '')?.path ?? '')
  for (const [, attributes = ''] of xml.matchAll(CELL)) {
    const style = /\ss="(\d+)"/.exec(attributes)?.[1]
    if (style === undefined || !percent.has(Number(style))) continue
    const place = /\sr="([A-Z]{1,3})(\d{1,7})"/.exec(attributes)
    if (place) take(Number(place[2]) - 1, columnIndex(place[1] ?? ''))
  }
}

const CELL = /<(?:\w+:)?c(\s[^<>]*)>/g

interface Relation {
  readonly type: string
  readonly path: string
}

function relation(folder: string, tag: ReadonlyMap<string, string>): Relation {
  const target = tag.get('Target') ?? ''
  const path = target.startsWith('/') ? target.slice(1) : posix.join(folder, target)
  return { type: tag.get('Type') ?? '', path }
}

/** The attributes of every element of a name, without regard to its prefix. */
function tags(xml: string, element: string): ReadonlyMap<string, string>[] {
  return [...xml.matchAll(new RegExp(`<(?:\\w+:)?${element}(\\s[^<>]*)>`, 'g'))].map(
    ([, attributes = '']) =>
      new Map(
        [...attributes.matchAll(/([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(
          ([, name = '', double, single]) => [name, decodeEntities(double ?? single ?? '')],
        ),
      ),
  )
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

const decodeEntities = (text: string): string =>
  text.replace(/&(?:#x([\da-fA-F]{1,6})|#(\d{1,7})|(\w+));/g, (whole, hex, decimal, name) => {
    if (name !== undefined) return ENTITIES[name] ?? whole
    const code = Number.parseInt(hex ?? decimal, hex === undefined ? 10 : 16)
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })

/** 0% and 0.00%. */
const BUILT_IN: readonly number[] = [9, 10]

/** Indexes of the cell formats that show per cent. */
function percentStyles(styles: string): ReadonlySet<number> {
  const formats = new Set(BUILT_IN)
  for (const tag of tags(styles, 'numFmt')) {
    const code = (tag.get('formatCode') ?? '').replace(/"[^"]*"|\\./g, '')
    if (code.includes('%')) formats.add(Number(tag.get('numFmtId')))
  }
  const cellFormats = /<(?:\w+:)?cellXfs[\s>][\s\S]*?<\/(?:\w+:)?cellXfs>/.exec(styles)?.[0] ?? ''
  return new Set(
    tags(cellFormats, 'xf').flatMap((tag, index) =>
      formats.has(Number(tag.get('numFmtId'))) ? [index] : [],
    ),
  )
}

/** A → 0, Z → 25, AA → 26. */
const columnIndex = (letters: string): number =>
  [...letters].reduce((index, letter) => index * 26 + letter.charCodeAt(0) - 64, 0) - 1
