/** The call of `bidui rematch`, checked before anything is opened. */
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { foldCode } from '../../connectors/fold.ts'
import { judgeId } from '../../connectors/id-number.ts'
import { wrongCall } from './call-error.ts'
import type { Call } from './command.ts'
import { policyPath as pathOfPolicy, policyOfCall } from './policy.ts'
import { checkApart, checkInbox, checkOut, countiesOf, needed, type RunRequest } from './run-call.ts'

/** What is compared again; each of them repeats, and at least one is there. */
export interface RematchRequest extends Omit<RunRequest, 'inbox' | 'out' | 'accept'> {
  /** A folder of its own below the state folder without. */
  readonly out?: string
  readonly inbox?: string
  readonly only?: { readonly households: readonly string[]; readonly keys: readonly string[] }
}

/** @throws OperationalError (exit status 2) that names what is wrong and what is expected */
export async function readRematchCall(
  call: Call,
  workingDirectory: string,
  today: string,
): Promise<RematchRequest> {
  const example = 'bidui rematch --county 530129 --purpose 复核'
  const to = call.value('out')
  const out = to === undefined ? undefined : resolve(workingDirectory, to)
  const purpose = needed(call, 'purpose', '用途', 'what it is for', example)
  const folder = call.value('inbox')
  const inbox = folder === undefined ? undefined : resolve(workingDirectory, folder)
  const policyPath = pathOfPolicy(call.value('policy'), workingDirectory)
  const counties = countiesOf(call)
  const households = (call.given.get('household') ?? []).map(foldCode)
  const keys = await keysOf(call, workingDirectory, today)
  const some = households.length + keys.length > 0
  if (counties.length === 0 && !some)
    throw wrongCall(
      `缺少范围: --county 区县、--household 户编号、--ids 文件 至少给一个。例：${example}`,
      `Which part? Give at least one of --county, --household, --ids. For example: ${example}`,
    )
  if (counties.length > 0 && some)
    throw wrongCall(
      '--county 与 --household、--ids 不能同时使用：户和人已经确定了范围',
      '--county does not go together with --household or --ids: households and persons say which part already',
    )
  if (inbox !== undefined) {
    await checkInbox(inbox)
    if (out !== undefined) checkApart(inbox, out)
  }
  await policyOfCall(policyPath)
  if (out !== undefined) await checkOut(out)
  return {
    counties,
    purpose,
    unmasked: call.has('unmasked'),
    ...(out === undefined ? {} : { out }),
    ...(inbox === undefined ? {} : { inbox }),
    ...(policyPath === undefined ? {} : { policyPath }),
    ...(some ? { only: { households, keys } } : {}),
  }
}

/** ID numbers come in a file, one a line: what is on a command line, others on the machine can see. */
async function keysOf(call: Call, workingDirectory: string, today: string): Promise<string[]> {
  const path = call.value('ids')
  if (path === undefined) return []
  const file = resolve(workingDirectory, path)
  const text = await readFile(file, 'utf8').catch(error => {
    throw wrongCall(
      `读不到 --ids ${file}；应为文本文件，每行一个证件号码`,
      `--ids ${file} cannot be read; it is a text file with one ID number a line`,
      error,
    )
  })
  const lines = text.split(/\r?\n/).map((line, at) => ({ line: line.trim(), row: at + 1 }))
  return lines
    .filter(({ line }) => line !== '')
    .map(({ line, row }) => {
      const judged = judgeId(line, today)
      if ('key' in judged) return judged.key
      throw wrongCall(
        `--ids ${file} 第 ${row} 行不是有效的证件号码（${judged.reason}）；应为 18 位或 15 位身份证号，或残疾人证号`,
        `--ids ${file}, line ${row}: no valid ID number (${judged.reason}); 18 or 15 characters, or a disability certificate`,
      )
    })
}
