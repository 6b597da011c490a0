import { describe, expect, it } from 'vitest'
import type { Finding, State } from '../../../workers/doctor/check.ts'
import { judgeClock } from '../../../workers/doctor/checks/clock.ts'
import { judgeConnections } from '../../../workers/doctor/checks/connections.ts'
import { judgeSpace } from '../../../workers/doctor/checks/disk.ts'
import { judgeLastBackup } from '../../../workers/doctor/checks/last-backup.ts'
import { judgeLastSuccess } from '../../../workers/doctor/checks/last-success.ts'
import { judgeMemory } from '../../../workers/doctor/checks/memory.ts'
import { judgeNode } from '../../../workers/doctor/checks/node.ts'
import { judgeRuns } from '../../../workers/doctor/checks/runs.ts'
import { judgeSchema } from '../../../workers/doctor/checks/schema.ts'
import { judgeRedis } from '../../../workers/doctor/redis.ts'

const GB = 1e9
const NOW = new Date('2017-11-20T12:00:00Z')
const ago = (hours: number): Date => new Date(NOW.getTime() - hours * 3_600_000)
const backup = (hours: number) => ({ at: ago(hours).toISOString(), path: '/b/x.bidui', schema: '0003' })
const runs = { running: [], waiting: [], failedSteps: [] }
const redis = { version: '7.2.4', eviction: 'noeviction', persists: true }

const TABLE: readonly (readonly [what: string, finding: Finding, state: State])[] = [
  ['clocks that agree', judgeClock(2, 'Asia/Shanghai'), 'good'],
  ['a clock that is ahead', judgeClock(2.1, 'UTC'), 'warning'],
  ['a clock a minute behind', judgeClock(-60, 'UTC'), 'warning'],
  ['a clock more than that behind', judgeClock(-60.1, 'UTC'), 'bad'],
  ['a free disk', judgeSpace([{ folder: '/s', free: 10 * GB }], 5 * GB), 'good'],
  ['less than 10 GB', judgeSpace([{ folder: '/s', free: 9.9 * GB }], 0), 'warning'],
  [
    'less than twice the newest deliveries',
    judgeSpace([{ folder: '/s', free: 20 * GB }], 10.1 * GB),
    'warning',
  ],
  [
    'one of two disks nearly full',
    judgeSpace(
      [
        { folder: '/s', free: 90 * GB },
        { folder: '/a', free: 0.9 * GB },
      ],
      0,
    ),
    'bad',
  ],
  ['connections enough', judgeConnections(17, 37), 'good'],
  ['few connections', judgeConnections(18, 37), 'warning'],
  ['no connections', judgeConnections(35, 37), 'bad'],
  ['memory enough', judgeMemory(1.5 * GB, 8 * GB), 'good'],
  ['little memory', judgeMemory(1.4 * GB, 8 * GB), 'warning'],
  ['no memory', judgeMemory(0.2 * GB, 8 * GB), 'bad'],
  ['the Node of the packages', judgeNode('24.21.0'), 'good'],
  ['an older Node', judgeNode('22.1.0'), 'bad'],
  ['a newer Node', judgeNode('26.0.0'), 'warning'],
  ['the schema of the program', judgeSchema(['a', 'b'], ['a', 'b']), 'good'],
  ['no schema yet', judgeSchema([], ['a', 'b']), 'good'],
  ['an older schema', judgeSchema(['a'], ['a', 'b']), 'warning'],
  ['a newer schema', judgeSchema(['a', 'b', 'c'], ['a', 'b']), 'bad'],
  ['nothing going on', judgeRuns(runs, NOW), 'good'],
  ['a run of some hours', judgeRuns({ ...runs, running: [{ id: 'r', since: ago(6) }] }, NOW), 'good'],
  ['a run of many hours', judgeRuns({ ...runs, running: [{ id: 'r', since: ago(6.1) }] }, NOW), 'warning'],
  [
    'a run that nobody takes',
    judgeRuns({ ...runs, waiting: [{ id: 'r', since: ago(1.1) }] }, NOW),
    'warning',
  ],
  ['a failed step', judgeRuns({ ...runs, failedSteps: [{ run: 'r', step: 'register' }] }, NOW), 'warning'],
  ['no run ever', judgeLastSuccess(undefined, 0, NOW), 'good'],
  ['no success ever', judgeLastSuccess(undefined, 2, NOW), 'warning'],
  ['a success last night', judgeLastSuccess(ago(36), 2, NOW), 'good'],
  ['no success last night', judgeLastSuccess(ago(36.1), 2, NOW), 'warning'],
  [
    'a backup of this week',
    judgeLastBackup({ last: backup(168), there: true, ownServer: false }, NOW),
    'good',
  ],
  [
    'a backup of last week',
    judgeLastBackup({ last: backup(169), there: true, ownServer: false }, NOW),
    'warning',
  ],
  ['no backup', judgeLastBackup({ last: undefined, there: false, ownServer: false }, NOW), 'warning'],
  [
    'no backup of a server of one’s own',
    judgeLastBackup({ last: undefined, there: false, ownServer: true }, NOW),
    'good',
  ],
  ['a fit Redis', judgeRedis(redis, 'r:6379'), 'good'],
  ['a Redis that tells nothing of its disk', judgeRedis({ ...redis, persists: undefined }, 'r:6379'), 'good'],
  ['a Redis that forgets', judgeRedis({ ...redis, persists: false }, 'r:6379'), 'warning'],
  ['a Redis that drops jobs', judgeRedis({ ...redis, eviction: 'allkeys-lru' }, 'r:6379'), 'warning'],
  ['an old Redis', judgeRedis({ ...redis, version: '6.0.20' }, 'r:6379'), 'bad'],
]

describe('the doctor', () => {
  it.each(TABLE)('judges %s', (_, finding, state) => {
    expect(finding.state).toBe(state)
    // Whoever is warned is told what to do.
    expect(finding.remedy !== undefined).toBe(state !== 'good')
  })

  it('has what rests on a schema wait until it is there', () => {
    const blocking = [judgeSchema([], ['a']), judgeSchema(['a'], ['a', 'b']), judgeSchema(['a'], ['a'])]
    expect(blocking.map(({ blocks }) => blocks)).toEqual([true, true, undefined])
  })
})
