/** `bidui` as a process. Started by launch.mjs. */
import process from 'node:process'
import { type Config, configOfProcess } from '../../workers/config.ts'
import { PROGRAM_VERSION } from '../../workers/program-version.ts'
import { listenForInterrupts } from './interruption.ts'
import { runProgram } from './program.ts'
import { flushed, processTerminal, type Terminal } from './terminal.ts'

let terminal: Terminal | undefined
const terminalFor = (config: Config | undefined): Terminal => {
  terminal ??= processTerminal(config?.color ?? false)
  return terminal
}

// Node's own way of printing a warning speaks to programmers.
process.removeAllListeners('warning')
process.on('warning', ({ message }) => terminal?.err(`bidui: ${message}\n`))

const interruption = listenForInterrupts(() =>
  terminal?.err('正在停止…（再按一次 Ctrl-C 立即结束）Stopping… (press Ctrl-C once more to end at once)\n'),
)

const status = await runProgram(process.argv.slice(2), {
  loadConfig: configOfProcess,
  terminalFor,
  version: PROGRAM_VERSION,
  workingDirectory: process.cwd(),
  now: new Date(),
  signal: interruption.signal,
  interruptedBy: () => interruption.by,
})
await flushed()
// Nothing is left to do; a connection that somebody forgot must not keep the program alive.
process.exit(status)
