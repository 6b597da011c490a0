/** Writing a zip archive: what is whole in memory, deflated; equal parts give equal bytes. */
import { crc32, deflateRawSync } from 'node:zlib'

/** A file of an archive. */
export interface ZipPart {
  readonly name: string
  readonly bytes: Uint8Array
}

const LOCAL = 0x04034b50
const LOCAL_LENGTH = 30
const CENTRAL = 0x02014b50
const CENTRAL_LENGTH = 46
const END = 0x06054b50
const END_LENGTH = 22
/** 2.0: deflated entries. */
const VERSION = 20
const DEFLATED = 8
/** Names are UTF-8. */
const FLAGS = 0x0800
/** 1980-01-01, the first day that an archive can say: what is in it says when it was made. */
const DAY = 33
/** Of 1 to 9: the next one takes 1.6 times as long and makes a workbook 1 % smaller. */
const LEVEL = 5
/** Sizes and places have 32 bits. */
const LARGEST = 0xffffffff

/** @throws RangeError where the archive would be larger than its format can say */
export function zipFile(parts: readonly ZipPart[]): Uint8Array {
  const local: Uint8Array[] = []
  const central: Uint8Array[] = []
  let at = 0
  for (const { name, bytes } of parts) {
    const packed = deflateRawSync(bytes, { level: LEVEL })
    const nameBytes = Buffer.from(name)
    const facts = Buffer.alloc(LOCAL_LENGTH - 4)
    facts.writeUInt16LE(VERSION, 0)
    facts.writeUInt16LE(FLAGS, 2)
    facts.writeUInt16LE(DEFLATED, 4)
    facts.writeUInt16LE(DAY, 8)
    facts.writeUInt32LE(crc32(bytes), 10)
    facts.writeUInt32LE(packed.length, 14)
    facts.writeUInt32LE(bytes.length, 18)
    facts.writeUInt16LE(nameBytes.length, 22)
    local.push(signed(LOCAL), facts, nameBytes, packed)
    const where = Buffer.alloc(CENTRAL_LENGTH - 6 - facts.length)
    if (at > LARGEST) throw new RangeError('The archive is too large')
    where.writeUInt32LE(at, where.length - 4)
    central.push(signed(CENTRAL), versionMadeBy(), facts, where, nameBytes)
    at += LOCAL_LENGTH + nameBytes.length + packed.length
  }
  const directory = Buffer.concat(central)
  if (at + directory.length > LARGEST) throw new RangeError('The archive is too large')
  const end = Buffer.alloc(END_LENGTH)
  end.writeUInt32LE(END, 0)
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...local, directory, end])
}

function signed(signature: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(signature)
  return bytes
}

function versionMadeBy(): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16LE(VERSION)
  return bytes
}
