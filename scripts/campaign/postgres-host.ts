/** A PostgreSQL of the campaign's own: started again, with its data, as often as it is killed. Says where it is, a line each time. */
import process from 'node:process'
import { openEmbedded } from '../../workers/postgres/embedded.ts'

const [, , home = ''] = process.argv
const asked = Promise.withResolvers<'end'>()
process.once('SIGTERM', () => asked.resolve('end'))
// Neither a signal that may come nor a server that may end keeps a process alive.
const alive = setInterval(() => undefined, 3_600_000)
for (let ending = false; !ending; ) {
  const server = await openEmbedded({ home, warn: () => undefined })
  process.stdout.write(`${JSON.stringify({ pid: server.pid, url: server.connectionString })}\n`)
  ending = (await Promise.race([server.exited, asked.promise])) === 'end'
  await server.stop()
}
clearInterval(alive)
