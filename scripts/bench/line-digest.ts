/** SHA-256 over lines of ASCII that are written a field at a time: `cut` and `sha256sum` give the same. */
import { createHash } from 'node:crypto'

const BLOCK = 1 << 16
/** No field is longer. */
const LONGEST_FIELD = 64
const COMMA = 44
const NEWLINE = 10
const ZERO = 48

export class LineDigest {
  readonly #hash = createHash('sha256')
  readonly #bytes = Buffer.alloc(BLOCK + LONGEST_FIELD)
  #at = 0

  /** A whole number, with zeros in front of it until it has `width` digits. */
  number(value: number, width = 1): void {
    let digits = width
    for (let bound = 10 ** width; value >= bound; bound *= 10) digits++
    let rest = value
    for (let place = this.#at + digits - 1; place >= this.#at; place--) {
      const tenth = Math.floor(rest / 10)
      this.#bytes[place] = ZERO + rest - tenth * 10
      rest = tenth
    }
    this.#advance(digits)
  }

  text(text: string): void {
    this.#advance(this.#bytes.write(text, this.#at, 'latin1'))
  }

  comma(): void {
    this.#bytes[this.#at] = COMMA
    this.#advance(1)
  }

  endLine(): void {
    this.#bytes[this.#at] = NEWLINE
    this.#advance(1)
  }

  /** In hexadecimal. To be asked for once. */
  digest(): string {
    this.#flush()
    return this.#hash.digest('hex')
  }

  #advance(bytes: number): void {
    this.#at += bytes
    if (this.#at >= BLOCK) this.#flush()
  }

  #flush(): void {
    this.#hash.update(this.#bytes.subarray(0, this.#at))
    this.#at = 0
  }
}
