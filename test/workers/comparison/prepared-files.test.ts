import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contentsOf, filesOfPieces, pieceOf } from '../../../workers/comparison/prepared-files.ts'

const files = fc.uniqueArray(
  fc.record({ name: fc.string(), content: fc.array(fc.uint8Array(), { minLength: 1, maxLength: 5 }) }),
  { selector: ({ name }) => name, maxLength: 6 },
)

describe('Files that were prepared', () => {
  it('come out as they went in, whatever their pieces', () => {
    fc.assert(
      fc.property(files, files => {
        const pieces = files.flatMap(({ name, content }) => content.map(piece => pieceOf(name, piece)))
        const { files: prepared, packed } = filesOfPieces(pieces)
        expect(
          Array.from(contentsOf(prepared, packed), ({ name, content }) => [
            name,
            Buffer.concat([...content]),
          ]),
        ).toEqual(files.map(({ name, content }) => [name, Buffer.concat(content)]))
      }),
    )
  })

  it('may come in turns', () => {
    const { files, packed } = filesOfPieces([pieceOf('a', '1'), pieceOf('b', '2'), pieceOf('a', '3')])
    const [a] = contentsOf(files, packed)
    expect([a?.name, Buffer.concat([...(a?.content ?? [])]).toString()]).toEqual(['a', '13'])
  })

  it('are refused where a piece is missing', () => {
    const pieces = [pieceOf('rejects.csv', 'one'), pieceOf('rejects.csv', 'two')]
    const { files, packed } = filesOfPieces(pieces)
    expect(() => [...contentsOf(files, packed.slice(1))]).toThrow('rejects.csv is not whole: 1 of 2 pieces')
  })
})
