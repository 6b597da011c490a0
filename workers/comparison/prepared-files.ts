/** Files of a run that were made ahead of the others, as packed pieces, until they are written. */
import { pack, unpack } from '../store/packing.ts'

/** A piece of a file, packed. */
export interface FilePiece {
  /** Below the output folder. */
  readonly name: string
  readonly packed: Uint8Array
}

/** A file, and of how many pieces it is. */
export interface PreparedFile {
  readonly name: string
  readonly pieces: number
}

export const pieceOf = (name: string, content: Uint8Array | string): FilePiece => ({
  name,
  packed: pack(content),
})

/** The files when all pieces have come, and the pieces file by file; those of one file are in their order. */
export function filesOfPieces(pieces: Iterable<FilePiece>): {
  readonly files: readonly PreparedFile[]
  readonly packed: readonly Uint8Array[]
} {
  const byName = Map.groupBy(pieces, ({ name }) => name)
  return {
    files: Array.from(byName, ([name, own]) => ({ name, pieces: own.length })),
    packed: [...byName.values()].flat().map(({ packed }) => packed),
  }
}

/**
 * The files with what is in them.
 * @param packed the pieces of all files, in their order
 */
export function* contentsOf(
  files: readonly PreparedFile[],
  packed: readonly Uint8Array[],
): Generator<{ readonly name: string; readonly content: Iterable<Uint8Array> }> {
  let at = 0
  for (const { name, pieces } of files) {
    const own = packed.slice(at, at + pieces)
    if (own.length < pieces) throw new Error(`${name} is not whole: ${own.length} of ${pieces} pieces`)
    at += pieces
    yield { name, content: unpacked(own) }
  }
}

function* unpacked(pieces: readonly Uint8Array[]): Generator<Uint8Array> {
  for (const piece of pieces) yield unpack(piece)
}
