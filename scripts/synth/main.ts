/** `bidui synth`: makes a synthetic city. Run as a process of its own; exit status 0 done, 1 failed, 2 wrong call. */
import { parseArguments, USAGE } from './arguments.ts'
import { CallError } from './call-error.ts'
import { generate } from './generate.ts'

const say = (line: string): void => {
  process.stderr.write(`${line}\n`)
}

async function main(argv: readonly string[]): Promise<number> {
  const call = parseArguments(argv)
  if ('help' in call) {
    process.stdout.write(USAGE[call.lang])
    return 0
  }
  const { lang, quiet, households } = call
  const started = performance.now()
  const seconds = (): string => ((performance.now() - started) / 1000).toFixed(1)
  let shown = started
  const onProgress = (done: number): void => {
    if (quiet || performance.now() - shown < 1000) return
    shown = performance.now()
    const share = Math.floor((done / households) * 100)
    say(
      lang === 'zh'
        ? `生成中：${done} / ${households} 户（${share}%），${seconds()} 秒`
        : `generating: ${done} of ${households} households (${share}%), ${seconds()} s`,
    )
  }
  const made = await generate({ ...call, onProgress })
  const count = (value: number): string => value.toLocaleString('en-US')
  say(
    lang === 'zh'
      ? `完成：${count(made.households)} 户，${count(made.persons)} 人，部门数据 ${count(made.feedRows)} 行，埋设疑点 ${count(made.leads)} 条，${count(made.bytes)} 字节，${seconds()} 秒`
      : `done: ${count(made.households)} households, ${count(made.persons)} persons, ${count(made.feedRows)} feed rows, ${count(made.leads)} planted leads, ${count(made.bytes)} bytes, ${seconds()} s`,
  )
  return 0
}

const zh = !process.argv.includes('en') && !process.argv.includes('--lang=en')

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  if (error instanceof CallError) {
    say(zh ? error.text.zh : error.text.en)
    process.exitCode = 2
  } else if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') {
    say(
      zh
        ? '磁盘已满，模拟数据没有写完。请腾出空间后重新生成。'
        : 'The disk is full: the synthetic city is not complete. Free some space and run it again.',
    )
    process.exitCode = 1
  } else if (error instanceof Error && 'code' in error && 'syscall' in error) {
    say(zh ? `写文件失败：${error.message}` : `Writing failed: ${error.message}`)
    process.exitCode = 1
  } else throw error
}
