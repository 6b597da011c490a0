const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'] as const

/** 12.3 GB. */
export function bytesText(bytes: number): string {
  const power = Math.min(UNITS.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3))
  const shown = bytes / 1000 ** power
  return `${power === 0 || shown >= 100 ? Math.round(shown) : shown.toFixed(1)} ${UNITS[power]}`
}
