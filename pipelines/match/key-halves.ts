/** The 17 digits of a key in two halves of 8 and 9, without loss: the check character follows from them. */
export const keyHigh = (key: string): number => Number(key.slice(0, 8))
export const keyLow = (key: string): number => Number(key.slice(8, 17))
