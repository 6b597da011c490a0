/** Counting the rows of a binary COPY as it passes: whether a table is there to its last row. Pure. */

const SIGNATURE = Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1')
/** Signature, flags, length of what may follow them. */
const HEADER = SIGNATURE.length + 8

type Awaited = 'header' | 'fields' | 'length' | 'nothing'
const WIDTH: Readonly<Record<Awaited, number>> = { header: HEADER, fields: 2, length: 4, nothing: 1 }

export class CopiedRows {
  #awaited: Awaited = 'header'
  #carried: Buffer = Buffer.alloc(0)
  /** Bytes of a value that are not here yet. */
  #skipped = 0
  #fields = 0
  #rows = 0
  #broken = false

  take(chunk: Buffer): void {
    let bytes = chunk
    if (this.#carried.length > 0) bytes = Buffer.concat([this.#carried, chunk])
    this.#carried = Buffer.alloc(0)
    let at = 0
    while (at < bytes.length && !this.#broken) {
      const passed = Math.min(this.#skipped, bytes.length - at)
      at += passed
      this.#skipped -= passed
      if (this.#skipped > 0 || at === bytes.length) break
      const width = WIDTH[this.#awaited]
      if (bytes.length - at < width) {
        this.#carried = bytes.subarray(at)
        break
      }
      this.#read(bytes.subarray(at, at + width))
      at += width
    }
  }

  /** The rows, if the stream ended as it should. */
  get rows(): number | undefined {
    const whole = this.#awaited === 'nothing' && this.#carried.length === 0 && !this.#broken
    return whole ? this.#rows : undefined
  }

  #read(bytes: Buffer): void {
    switch (this.#awaited) {
      case 'header':
        this.#broken = !bytes.subarray(0, SIGNATURE.length).equals(SIGNATURE)
        this.#skipped = bytes.readUInt32BE(HEADER - 4)
        this.#awaited = 'fields'
        break
      case 'fields':
        this.#fields = bytes.readInt16BE()
        if (this.#fields < 0) this.#awaited = 'nothing'
        else this.#nextField()
        break
      case 'length':
        this.#skipped = Math.max(0, bytes.readInt32BE())
        this.#fields -= 1
        this.#nextField()
        break
      case 'nothing':
        this.#broken = true
    }
  }

  #nextField(): void {
    this.#awaited = this.#fields > 0 ? 'length' : 'fields'
    if (this.#fields === 0) this.#rows += 1
  }
}
