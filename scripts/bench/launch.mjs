/** Starts the measuring on the Node that package.json pins, whatever `node` is. */
import { spawn } from 'node:child_process'
import { existsSync, realpathSync } from 'node:fs'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const pinned = join(here, '../../node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node')

if (!existsSync(pinned)) {
  process.stderr.write(
    'The pinned Node is not installed; run npm ci (without --ignore-scripts) in the folder of the program\n',
  )
  process.exitCode = 1
} else if (realpathSync(pinned) === realpathSync(process.execPath)) await import('./main.ts')
else {
  const child = spawn(pinned, [join(here, 'main.ts'), ...process.argv.slice(2)], { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('error', error => {
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  })
  child.on('exit', (code, signal) => {
    process.exitCode = code === null ? 128 + (constants.signals[signal] || 0) : code
  })
}
