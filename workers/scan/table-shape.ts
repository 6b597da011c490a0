/** Where the parts of a table of subjects stand, in bytes; slots and filter as binary logarithms. */
export interface TableShape {
  readonly slotBits: number
  readonly filterBits: number
  readonly slotsAt: number
  readonly filterAt: number
  readonly valuesAt: number
  readonly scratchAt: number
}

/** The filter's words of 64 bits, less one. */
export const filterMaskOf = ({ filterBits }: TableShape): number => 2 ** (filterBits - 6) - 1
