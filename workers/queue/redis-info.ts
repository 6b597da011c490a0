/** What a Redis says of itself, and whether that is enough. */

/** The oldest that BullMQ recommends. */
export const OLDEST_REDIS = '6.2'

export const isTooOld = (version: string): boolean => {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [oldest = 0, least = 0] = OLDEST_REDIS.split('.').map(Number)
  return major < oldest || (major === oldest && minor < least)
}

/** `name:value` lines of INFO; of everything else (titles) nothing. */
export const readInfo = (text: string): ReadonlyMap<string, string> =>
  new Map(
    text
      .split(/\r?\n/)
      .map(line => /^(\w+):(.*)$/.exec(line))
      .flatMap(match => (match ? [[match[1] ?? '', match[2] ?? ''] as const] : [])),
  )
