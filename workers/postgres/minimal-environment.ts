/**
 * What the server's processes see of the environment: nothing of the user's. PGDATA, PGPORT or NODE_OPTIONS set for
 * other purposes would otherwise reach them.
 */
export const MINIMAL_ENVIRONMENT: Record<string, string> = {
  PATH: '/usr/local/bin:/usr/bin:/bin',
  LC_ALL: 'C',
  TZ: 'UTC',
  SystemRoot: 'C:\\Windows',
}
