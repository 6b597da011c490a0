/** A program that opens the embedded server, says where it is, and ends as it is told. */
import process from 'node:process'
import { OperationalError } from '../../../workers/operational-error.ts'
import { openEmbedded } from '../../../workers/postgres/embedded.ts'

const [, , home = '', ending = ''] = process.argv
try {
  const server = await openEmbedded({ home, warn: () => undefined })
  const { pid, dataDir, connectionString } = server
  process.stdout.write(`${JSON.stringify({ pid, dataDir, connectionString })}\n`)
  if (ending === 'exit') process.exit(0)
  if (ending === 'throw') setImmediate(() => Promise.reject(new Error('nobody catches this')))
  if (ending === 'hold') {
    process.stdin.resume()
    process.stdin.on('end', () => server.stop())
  }
} catch (error) {
  if (!(error instanceof OperationalError)) throw error
  process.stderr.write(`${error.text.zh}\n${error.text.en}\n`)
  process.exitCode = error.exitCode
}
