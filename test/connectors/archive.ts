/** Builds zip archives and raw workbooks, right ones and wrong ones. */
import { crc32, deflateRawSync } from 'node:zlib'

export interface Member {
  readonly name: string
  readonly content: string | Buffer
  readonly stored?: boolean
  /** Overrides of what the headers claim. */
  readonly size?: number
  readonly crc?: number
  readonly flags?: number
  readonly method?: number
  readonly localName?: string
  readonly packed?: Buffer
  /** Takes the local header of the n-th member for its own. */
  readonly sharesHeaderOf?: number
}

export function archive(members: readonly Member[], comment = ''): Buffer {
  const parts: Buffer[] = []
  const offsets: number[] = []
  const directory: Buffer[] = []
  let position = 0
  for (const member of members) {
    const content = Buffer.from(member.content)
    const packed = member.packed ?? (member.stored ? content : deflateRawSync(content))
    const fields = {
      method: member.method ?? (member.stored ? 0 : 8),
      flags: member.flags ?? 0,
      crc: member.crc ?? crc32(content),
      size: member.size ?? content.length,
    }
    let offset = position
    if (member.sharesHeaderOf === undefined) {
      const name = Buffer.from(member.localName ?? member.name)
      const local = Buffer.alloc(30)
      local.writeUInt32LE(0x04034b50, 0)
      local.writeUInt16LE(20, 4)
      local.writeUInt16LE(fields.flags, 6)
      local.writeUInt16LE(fields.method, 8)
      local.writeUInt32LE(fields.crc, 14)
      local.writeUInt32LE(packed.length, 18)
      local.writeUInt32LE(fields.size, 22)
      local.writeUInt16LE(name.length, 26)
      parts.push(local, name, packed)
      position += 30 + name.length + packed.length
    } else {
      offset = offsets[member.sharesHeaderOf] ?? 0
    }
    offsets.push(offset)
    const name = Buffer.from(member.name)
    const central = Buffer.alloc(46)
    central.writeUInt32LE(0x02014b50, 0)
    central.writeUInt16LE(20, 4)
    central.writeUInt16LE(20, 6)
    central.writeUInt16LE(fields.flags, 8)
    central.writeUInt16LE(fields.method, 10)
    central.writeUInt32LE(fields.crc, 16)
    central.writeUInt32LE(packed.length, 20)
    central.writeUInt32LE(fields.size, 24)
    central.writeUInt16LE(name.length, 28)
    central.writeUInt32LE(offset, 42)
    directory.push(central, name)
  }
  const entries = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(members.length, 8)
  end.writeUInt16LE(members.length, 10)
  end.writeUInt32LE(entries.length, 12)
  end.writeUInt32LE(position, 16)
  end.writeUInt16LE(Buffer.byteLength(comment), 20)
  return Buffer.concat([...parts, entries, end, Buffer.from(comment)])
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const SHEET = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'

export interface RawSheet {
  readonly name: string
  readonly state?: 'hidden' | 'veryHidden'
  /** What stands inside `<sheetData>`. */
  readonly rows: string
  /** What stands before it. */
  readonly before?: string
}

export interface RawWorkbook {
  readonly sheets: readonly RawSheet[]
  /** `<si>` elements. */
  readonly strings?: string
  /** What stands inside `<styleSheet>`. */
  readonly styles?: string
  readonly date1904?: boolean
}

/** The parts of a workbook, for archives that differ from a right one. */
export function workbookParts({ sheets, strings, styles, date1904 = false }: RawWorkbook): Member[] {
  const relations = sheets.map(
    (_, n) =>
      `<Relationship Id="rId${n + 1}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${n + 1}.xml"/>`,
  )
  if (strings !== undefined) {
    relations.push(`<Relationship Id="rId90" Type="${OFFICE}/sharedStrings" Target="sharedStrings.xml"/>`)
  }
  if (styles !== undefined) {
    relations.push(`<Relationship Id="rId91" Type="${OFFICE}/styles" Target="styles.xml"/>`)
  }
  const listed = sheets.map(
    ({ name, state }, n) =>
      `<sheet name="${name}" sheetId="${n + 1}"${state ? ` state="${state}"` : ''} r:id="rId${n + 1}"/>`,
  )
  return [
    {
      name: '[Content_Types].xml',
      content: `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    },
    {
      name: '_rels/.rels',
      content: `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      content: `${XML}<workbook xmlns="${SHEET}" xmlns:r="${OFFICE}"><workbookPr${date1904 ? ' date1904="1"' : ''}/><sheets>${listed.join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `${XML}<Relationships xmlns="${PACKAGE}/relationships">${relations.join('')}</Relationships>`,
    },
    ...(strings === undefined
      ? []
      : [{ name: 'xl/sharedStrings.xml', content: `${XML}<sst xmlns="${SHEET}">${strings}</sst>` }]),
    ...(styles === undefined
      ? []
      : [{ name: 'xl/styles.xml', content: `${XML}<styleSheet xmlns="${SHEET}">${styles}</styleSheet>` }]),
    ...sheets.map(({ rows, before = '' }, n) => ({
      name: `xl/worksheets/sheet${n + 1}.xml`,
      content: `${XML}<worksheet xmlns="${SHEET}">${before}<sheetData>${rows}</sheetData></worksheet>`,
    })),
  ]
}

export const workbook = (raw: RawWorkbook): Buffer => archive(workbookParts(raw))

/** A row of inline strings. */
export const textRow = (row: number, ...cells: string[]): string =>
  `<row r="${row}">${cells.map((cell, n) => `<c r="${String.fromCharCode(65 + n)}${row}" t="inlineStr"><is><t>${cell}</t></is></c>`).join('')}</row>`
