/** A worker of its own that takes steps, says which, and ends none; gone with whoever started it. */
import process from 'node:process'
import { openStepQueue } from '../../../workers/queue/open.ts'

process.stdin.resume().once('end', () => process.exit(1))
const { redisUrl, connection, address } = JSON.parse(process.argv[2] ?? '')
const queue = await openStepQueue({
  ...(redisUrl === undefined ? {} : { redisUrl }),
  database: { connection, address, describe: () => ({ zh: '', en: '' }) },
})
await queue.work(
  async ({ run, step }) => {
    process.stdout.write(`${run}/${step}\n`)
    await new Promise(() => undefined)
  },
  { concurrency: 1, name: 'program' },
)
