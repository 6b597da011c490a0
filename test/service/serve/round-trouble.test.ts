import { expect, it } from 'vitest'
import { tellTrouble } from '../../../service/serve/round-trouble.ts'
import { OperationalError } from '../../../workers/operational-error.ts'
import { explainConnection } from '../../../workers/postgres/connection-failure.ts'
import { readLog } from '../../workers/log/lines.ts'

const ADDRESS = { host: '/run', port: 5432, database: 'bidui', user: 'bidui' }
const full = () =>
  explainConnection(Object.assign(new Error('could not extend file'), { code: '53100' }), ADDRESS)
const other = new OperationalError({ zh: '别的', en: 'something else' })

it('A trouble that lasts is told once a minute, another one at once', () => {
  const log = readLog()
  const clock = { now: 0 }
  const tell = tellTrouble(log, () => clock.now)
  const at: [seconds: number, error: unknown][] = [
    [0, full()],
    [1, full()],
    [59, full()],
    [60, full()],
    [61, other],
    [62, full()],
    [63, full()],
  ]
  const told = at.flatMap(([seconds, error]) => {
    const before = log.written.length
    clock.now = seconds * 1000
    tell(error)
    return log.written.length > before ? [seconds] : []
  })
  expect(told).toEqual([0, 60, 61, 62])
  expect(log.lines()[0]).toMatchObject({
    event: 'round.failed',
    error: {
      text: { en: expect.stringContaining('the disk is full'), zh: expect.stringContaining('磁盘已满') },
    },
  })
})
