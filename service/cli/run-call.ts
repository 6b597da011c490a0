/** The call of `bidui run`, checked before anything is opened. */
import { randomUUID } from 'node:crypto'
import { mkdir, rm, stat, writeFile } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { isAbsolute, join, relative, resolve, sep } from 'node:path'
import { acceptancesOf } from './acceptances.ts'
import { wrongCall } from './call-error.ts'
import type { Call } from './command.ts'
import { policyPath as pathOfPolicy, policyOfCall } from './policy.ts'

export interface RunRequest {
  /** Absolute. */
  readonly inbox: string
  readonly out: string
  /** None: all. */
  readonly counties: readonly string[]
  readonly purpose?: string
  readonly policyPath?: string
  readonly accept: readonly { readonly delivery: string; readonly reason: string }[]
  readonly unmasked: boolean
}

/** @throws OperationalError (exit status 2) that names what is wrong and what is expected */
export async function readRunCall(call: Call, workingDirectory: string): Promise<RunRequest> {
  const inbox = resolve(workingDirectory, needed(call, 'inbox', '收件箱文件夹', 'the folder with the files'))
  const out = resolve(workingDirectory, needed(call, 'out', '结果文件夹', 'the folder for the results'))
  const counties = countiesOf(call)
  const accept = acceptancesOf(call)
  const purpose = textOf(call, 'purpose')
  const policyPath = pathOfPolicy(call.value('policy'), workingDirectory)
  await checkInbox(inbox)
  checkApart(inbox, out)
  await policyOfCall(policyPath)
  await checkOut(out)
  return {
    inbox,
    out,
    counties,
    accept,
    unmasked: call.has('unmasked'),
    ...(purpose === undefined ? {} : { purpose }),
    ...(policyPath === undefined ? {} : { policyPath }),
  }
}

/** Who runs the program, for the record and the watermark. */
export function userName(): string {
  try {
    return userInfo().username
  } catch {
    // A container may run under a number that has no name.
    return `uid ${process.getuid?.() ?? '?'}`
  }
}

export function needed(
  call: Call,
  option: string,
  zh: string,
  en: string,
  example = 'bidui run --inbox inbox --out out',
): string {
  const value = call.value(option)
  if (value !== undefined) return value
  throw wrongCall(
    `缺少 --${option}（${zh}）。例：${example}`,
    `--${option} (${en}) is missing. For example: ${example}`,
  )
}

export function countiesOf(call: Call): string[] {
  const counties = call.given.get('county') ?? []
  const wrong = counties.find(code => !/^\d{6}$/.test(code))
  if (wrong !== undefined)
    throw wrongCall(
      `--county 的值是「${wrong}」；应为 6 位县级区划代码，例如 530129；几个县就写几次 --county`,
      `--county is "${wrong}"; it takes a 6-digit county code such as 530129; for several counties repeat it`,
    )
  return [...new Set(counties)]
}

const textOf = (call: Call, option: string): string | undefined => {
  const text = call.value(option)?.trim()
  return text === '' ? undefined : text
}

export async function checkInbox(inbox: string): Promise<void> {
  const found = await stat(inbox).catch(() => undefined)
  if (found?.isDirectory()) return
  throw found
    ? wrongCall(`--inbox ${inbox} 是文件，不是文件夹`, `--inbox ${inbox} is a file, not a folder`)
    : wrongCall(
        `没有文件夹 ${inbox}（--inbox）；它应含 register/、feeds/，最好还有 manifest.json`,
        `There is no folder ${inbox} (--inbox); it should hold register/, feeds/, and best a manifest.json`,
      )
}

/** Results must not lie where the next run looks for deliveries. */
export function checkApart(inbox: string, out: string): void {
  const inside = relative(inbox, out)
  const isBelow = !isAbsolute(inside) && inside.split(sep)[0] !== '..'
  if (!isBelow || (inside !== '' && !/^(?:register|feeds)(?:[/\\]|$)/.test(inside))) return
  throw wrongCall(
    `--out ${out} 在收件箱里，结果会与交来的数据混在一起；请换一个文件夹`,
    `--out ${out} lies in the inbox, where results would mix with deliveries; choose another folder`,
  )
}

export async function checkOut(out: string): Promise<void> {
  const trial = join(out, `.bidui-${randomUUID()}`)
  try {
    await mkdir(out, { recursive: true })
    await writeFile(trial, '', { flag: 'wx' })
    await rm(trial)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    throw wrongCall(
      `不能写入 --out ${out}（${code}）；请换一个可写的文件夹`,
      `--out ${out} cannot be written to (${code}); choose a folder that can`,
      error,
    )
  }
}
