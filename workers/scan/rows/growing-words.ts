/** Words of 32 bits that become more. */
const FIRST_ROOM = 1 << 12

export class GrowingWords {
  #words = new Uint32Array(FIRST_ROOM)
  length = 0

  add(words: ArrayLike<number>): void {
    if (this.length + words.length > this.#words.length) {
      const longer = new Uint32Array(Math.max(this.#words.length * 2, this.length + words.length))
      longer.set(this.#words.subarray(0, this.length))
      this.#words = longer
    }
    this.#words.set(words, this.length)
    this.length += words.length
  }

  /** The words so far; it begins anew. */
  take(): Uint32Array {
    const words = this.#words.slice(0, this.length)
    this.length = 0
    return words
  }
}
