/** Which place gets which fault: one of every rule that finds a place, then more until there are enough. */
import { placeClassOf, type Quota } from './shares.ts'

/** What was planted so far, by rule. */
export class Planted {
  readonly #byRule = new Map<string, number>()

  add(rule: string): void {
    this.#byRule.set(rule, this.count(rule) + 1)
  }

  count(rule: string): number {
    return this.#byRule.get(rule) ?? 0
  }

  of(kind: keyof Quota): number {
    return [...this.#byRule].reduce(
      (sum, [rule, count]) => sum + (placeClassOf(rule) === kind ? count : 0),
      0,
    )
  }
}

/** A rule that can be planted; `plant` says whether it found a place. */
export interface Plantable {
  readonly rule: string
  readonly plant: () => boolean
}

/**
 * Plants every rule once, then rules of each class in turn until its quota is reached or no place is left. Errors come
 * first: some make a further lead that is only suspected.
 */
export function dealOut(rules: readonly Plantable[], quota: Quota, planted: Planted): void {
  for (const { rule, plant } of rules) if (planted.count(rule) === 0) plant()
  for (const kind of ['error', 'suspected'] as const) {
    let open = rules.filter(({ rule }) => placeClassOf(rule) === kind)
    while (open.length > 0 && planted.of(kind) < quota[kind]) {
      open = open.filter(({ plant }) => planted.of(kind) >= quota[kind] || plant())
    }
  }
}

/** Goes round a list, from where it stopped last time; the first that will do. */
export class Round<T> {
  readonly #list: readonly T[]
  #next = 0

  constructor(list: readonly T[]) {
    this.#list = list
  }

  find(will: (item: T) => boolean): T | undefined {
    for (let tried = 0; tried < this.#list.length; tried++) {
      const item = this.#list[(this.#next + tried) % this.#list.length] as T
      if (!will(item)) continue
      this.#next = (this.#next + tried + 1) % this.#list.length
      return item
    }
    return undefined
  }
}
