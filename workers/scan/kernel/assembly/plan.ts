/** The plan at hand. Globals are each instance's own: two threads share the memory, not these. */
import { ENDS_AT } from './layout'

let planAt: u32 = 0
let endsAt: u32 = 0

@inline
export function openPlan(at: u32): void {
  planAt = at
  endsAt = word(ENDS_AT)
}

@inline
export function word(at: u32): u32 {
  return load<u32>(planAt + (at << 2))
}

@inline
export function setWord(at: u32, value: u32): void {
  store<u32>(planAt + (at << 2), value)
}

/** Where a cell of the record at hand begins and ends; columns behind the last that is looked into have no end. */
@inline
export function startOf(column: u32, recordStart: u32): u32 {
  return column == 0 ? recordStart : endOf(column - 1) + 1
}

@inline
export function endOf(column: u32): u32 {
  return load<u32>(endsAt + (column << 2))
}

@inline
export function setEnd(column: u32, at: u32): void {
  store<u32>(endsAt + (column << 2), at)
}
