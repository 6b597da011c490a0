#!/usr/bin/env node
/**
 * Starts the program with a Node that can run it.
 *
 * The program is TypeScript source and needs Node 24; this file is plain JavaScript that an older Node reads as well.
 * It uses the Node that runs it if that is new enough, else the one that `npm ci` puts into node_modules.
 */
import { spawn } from 'node:child_process'
import * as nodeModule from 'node:module'
import { constants } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const NEEDED = 24
/** Scripts of package.json that are this program. */
const SCRIPTS = ['bidui', 'demo']
const here = dirname(fileURLToPath(import.meta.url))
const program = join(here, 'main.ts')
/** Compiled source, kept from start to start: less time, and less memory in every thread. Node does without it if need be. */
const compiled = process.env.NODE_COMPILE_CACHE || join(here, '../../node_modules/.cache/bidui')
const pinned = join(here, '../../node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node')

// npm runs scripts in the package's folder; paths are meant from where the person is.
const { INIT_CWD, npm_lifecycle_event } = process.env
if (INIT_CWD && SCRIPTS.includes(npm_lifecycle_event) && resolve(here, '../..') === process.cwd())
  process.chdir(INIT_CWD)

if (Number.parseInt(process.versions.node, 10) >= NEEDED) await importProgram()
else runWith(pinned)

async function importProgram() {
  try {
    nodeModule.enableCompileCache?.(compiled)
    // Its threads are told by the environment only; without it each strips and compiles all of its modules anew.
    process.env.NODE_COMPILE_CACHE = compiled
    await import('./main.ts')
  } catch (error) {
    if (error === null || typeof error !== 'object' || error.code !== 'ERR_MODULE_NOT_FOUND') throw error
    // A package, not a file of ours: messages name a missing file by its path.
    if (!/Cannot find package/.test(error.message)) throw error
    refuse(
      '程序的依赖还没有安装; 请在程序文件夹里运行 npm ci',
      'The packages of the program are not installed; run npm ci in its folder',
    )
  }
}

function runWith(node) {
  const child = spawn(node, [program, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, NODE_COMPILE_CACHE: compiled },
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('error', () =>
    refuse(
      `需要 Node ${NEEDED} 或更新, 这里是 ${process.versions.node}, 程序自带的也没有装好; 请运行 npm ci (不要带 --ignore-scripts), 或从 https://nodejs.org 安装 Node ${NEEDED}`,
      `Node ${NEEDED} or newer is needed, this is ${process.versions.node}, and the program's own is not installed; run npm ci (without --ignore-scripts), or install Node ${NEEDED} from https://nodejs.org`,
    ),
  )
  child.on('exit', (code, signal) => {
    process.exitCode = code === null ? 128 + (constants.signals[signal] || 0) : code
  })
}

function refuse(zh, en) {
  process.stderr.write(`bidui: ${zh}\nbidui: ${en}\n`)
  process.exitCode = 1
}
