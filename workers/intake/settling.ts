/** Whether what is seen has been the same for long enough. Times are in milliseconds of one clock that never goes back. */
export class Settling {
  readonly #patience: number
  #print: string | undefined
  #since = 0

  constructor(patience: number) {
    this.#patience = patience
  }

  /** How long it has to stay as it is, from now on; 0: it is settled. */
  remaining(print: string, now: number): number {
    if (print !== this.#print) {
      this.#print = print
      this.#since = now
    }
    return Math.max(0, this.#since + this.#patience - now)
  }
}
