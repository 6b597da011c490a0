/**
 * Zip archives, checked before anything trusts them: structure, limits, and every entry's size and CRC-32.
 *
 * Only what a workbook needs is allowed: one volume, stored or deflated entries, no encryption, no Zip64.
 */
import { crc32, createInflateRaw } from 'node:zlib'

export type ZipFault = 'damaged' | 'bomb' | 'encrypted' | 'unsupported'

/** Why an archive is not trusted. The message is for logs; it names no content but entries. */
export class ZipError extends Error {
  readonly fault: ZipFault

  constructor(fault: ZipFault, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'ZipError'
    this.fault = fault
  }
}

export interface ZipEntry {
  readonly name: string
  /** Bytes when unpacked. */
  readonly size: number
  readonly crc: number
  readonly deflated: boolean
  /** Where its bytes stand in the archive. */
  readonly start: number
  readonly end: number
  /** Its last bytes when unpacked, in latin1. */
  readonly tail: string
}

export interface ZipLimits {
  readonly entries: number
  /** Bytes of one entry when unpacked. */
  readonly entryBytes: number
  /** Bytes of all entries when unpacked. */
  readonly totalBytes: number
  /** Unpacked to packed bytes, for entries of more than `ratioFrom` unpacked bytes. */
  readonly ratio: number
  readonly ratioFrom: number
}

/** A worksheet of a million rows has some hundred MiB; one of more than 500 fits into no JavaScript string. */
export const ZIP_LIMITS: ZipLimits = {
  entries: 10_000,
  entryBytes: 500 * 1024 * 1024,
  totalBytes: 1024 * 1024 * 1024,
  ratio: 200,
  ratioFrom: 32 * 1024 * 1024,
}

const END = 0x06054b50
const CENTRAL = 0x02014b50
const LOCAL = 0x04034b50
const END_LENGTH = 22
const CENTRAL_LENGTH = 46
const LOCAL_LENGTH = 30
const LONGEST_COMMENT = 0xffff
const ENCRYPTED = 0x0041
const SIZES_FOLLOW = 0x0008
const ZIP64 = 0xffffffff
const TAIL = 64

/** As the directory lists it. */
type ListedEntry = Omit<ZipEntry, 'tail'>

const damaged = (what: string): ZipError => new ZipError('damaged', what)
const unsupported = (what: string): ZipError => new ZipError('unsupported', what)

/**
 * Reads the directory of an archive and unpacks every entry once to check it.
 * @throws ZipError
 */
export async function checkZip(
  archive: Buffer,
  limits: ZipLimits = ZIP_LIMITS,
): Promise<readonly ZipEntry[]> {
  const entries = readDirectory(archive, limits)
  const checked: ZipEntry[] = []
  for (const entry of entries) {
    let tail = ''
    await unpack(archive, entry, chunk => {
      tail = (tail + chunk.toString('latin1', Math.max(0, chunk.length - TAIL))).slice(-TAIL)
    })
    checked.push({ ...entry, tail })
  }
  return checked
}

/** The bytes of one checked entry. */
export async function unpackEntry(archive: Buffer, entry: ListedEntry): Promise<Buffer> {
  const chunks: Buffer[] = []
  await unpack(archive, entry, chunk => chunks.push(chunk))
  return Buffer.concat(chunks)
}

function readDirectory(archive: Buffer, limits: ZipLimits): readonly ListedEntry[] {
  const end = findEnd(archive)
  const count = archive.readUInt16LE(end + 10)
  const length = archive.readUInt32LE(end + 12)
  const start = archive.readUInt32LE(end + 16)
  if (count === 0xffff || length === ZIP64 || start === ZIP64) throw unsupported('Zip64 directory')
  if (archive.readUInt16LE(end + 4) !== 0 || archive.readUInt16LE(end + 6) !== 0)
    throw unsupported('several volumes')
  if (archive.readUInt16LE(end + 8) !== count) throw damaged('directory counts differ')
  if (start + length !== end) throw damaged('directory is not where it should be')
  if (count > limits.entries) throw new ZipError('bomb', `${count} entries`)

  const entries: ListedEntry[] = []
  const names = new Set<string>()
  let total = 0
  let at = start
  for (let n = 0; n < count; n++) {
    if (at + CENTRAL_LENGTH > end || archive.readUInt32LE(at) !== CENTRAL) throw damaged('broken directory')
    const next =
      at +
      CENTRAL_LENGTH +
      archive.readUInt16LE(at + 28) +
      archive.readUInt16LE(at + 30) +
      archive.readUInt16LE(at + 32)
    if (next > end) throw damaged('broken directory')
    const entry = readEntry(archive, at, start)
    at = next
    // Names of a package are equal whatever their case (ECMA-376 part 2).
    const name = entry.name.toLowerCase()
    if (names.has(name)) throw damaged(`two entries ${entry.name}`)
    names.add(name)
    total += entry.size
    checkSize(entry, total, limits)
    entries.push(entry)
  }
  if (at !== end) throw damaged('directory is longer than its entries')
  refuseOverlaps(entries)
  return entries
}

/** The end record is the last one of its signature; its comment, if any, ends the file. */
function findEnd(archive: Buffer): number {
  const earliest = Math.max(0, archive.length - END_LENGTH - LONGEST_COMMENT)
  for (let at = archive.length - END_LENGTH; at >= earliest; at--) {
    if (archive.readUInt32LE(at) !== END) continue
    if (at + END_LENGTH + archive.readUInt16LE(at + 20) !== archive.length)
      throw damaged('bytes after the end')
    return at
  }
  throw damaged('no directory: the end of the file is missing')
}

function readEntry(archive: Buffer, at: number, directory: number): ListedEntry {
  const flags = archive.readUInt16LE(at + 8)
  const method = archive.readUInt16LE(at + 10)
  const crc = archive.readUInt32LE(at + 16)
  const packed = archive.readUInt32LE(at + 20)
  const size = archive.readUInt32LE(at + 24)
  const nameBytes = archive.subarray(at + CENTRAL_LENGTH, at + CENTRAL_LENGTH + archive.readUInt16LE(at + 28))
  const local = archive.readUInt32LE(at + 42)
  const name = nameBytes.toString('utf8')
  if (packed === ZIP64 || size === ZIP64 || local === ZIP64) throw unsupported(`Zip64 entry ${name}`)
  if (archive.readUInt16LE(at + 34) !== 0) throw unsupported('several volumes')
  if ((flags & ENCRYPTED) !== 0) throw new ZipError('encrypted', name)
  if (method !== 0 && method !== 8) throw unsupported(`compression method ${method} of ${name}`)
  if (name === '' || name.includes('\0')) throw damaged('an entry without a name')

  if (local + LOCAL_LENGTH > directory || archive.readUInt32LE(local) !== LOCAL)
    throw damaged(`no header of ${name}`)
  const start = local + LOCAL_LENGTH + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28)
  const end = start + packed
  if (end > directory) throw damaged(`${name} reaches into the directory`)
  const localName = archive.subarray(
    local + LOCAL_LENGTH,
    local + LOCAL_LENGTH + archive.readUInt16LE(local + 26),
  )
  const localFlags = archive.readUInt16LE(local + 6)
  const agrees =
    localName.equals(nameBytes) &&
    archive.readUInt16LE(local + 8) === method &&
    (localFlags & (ENCRYPTED | SIZES_FOLLOW)) === (flags & SIZES_FOLLOW) &&
    ((flags & SIZES_FOLLOW) !== 0 ||
      (archive.readUInt32LE(local + 14) === crc &&
        archive.readUInt32LE(local + 18) === packed &&
        archive.readUInt32LE(local + 22) === size))
  if (!agrees) throw damaged(`the two headers of ${name} differ`)
  if (method === 0 && packed !== size) throw damaged(`sizes of ${name} differ`)
  return { name, size, crc, deflated: method === 8, start, end }
}

function checkSize(entry: ListedEntry, total: number, limits: ZipLimits): void {
  if (entry.size > limits.entryBytes) throw new ZipError('bomb', `${entry.name}: ${entry.size} bytes`)
  if (total > limits.totalBytes) throw new ZipError('bomb', `${total} bytes in all`)
  const packed = Math.max(1, entry.end - entry.start)
  if (entry.size > limits.ratioFrom && entry.size / packed > limits.ratio) {
    throw new ZipError('bomb', `${entry.name}: ${packed} bytes become ${entry.size}`)
  }
}

function refuseOverlaps(entries: readonly ListedEntry[]): void {
  const byStart = entries.toSorted((one, other) => one.start - other.start)
  byStart.forEach((entry, n) => {
    const before = byStart[n - 1]
    if (before && before.end > entry.start - LOCAL_LENGTH)
      throw damaged(`${before.name} and ${entry.name} overlap`)
  })
}

/** Hands out the unpacked bytes of an entry, never more than it claims to have. */
async function unpack(archive: Buffer, entry: ListedEntry, take: (chunk: Buffer) => void): Promise<void> {
  const packed = archive.subarray(entry.start, entry.end)
  let size = 0
  let crc = 0
  const count = (chunk: Buffer) => {
    size += chunk.length
    if (size > entry.size) throw damaged(`${entry.name} is longer than it says`)
    crc = crc32(chunk, crc)
    take(chunk)
  }
  if (!entry.deflated) count(packed)
  else {
    const inflate = createInflateRaw({ chunkSize: 256 * 1024 })
    try {
      inflate.end(packed)
      for await (const chunk of inflate) count(chunk)
    } catch (error) {
      throw error instanceof ZipError
        ? error
        : new ZipError('damaged', `${entry.name} does not unpack`, { cause: error })
    } finally {
      inflate.destroy()
    }
    if (inflate.bytesWritten !== packed.length) throw damaged(`bytes after the end of ${entry.name}`)
  }
  if (size !== entry.size || crc !== entry.crc) throw damaged(`${entry.name} is not what it was (CRC-32)`)
}
