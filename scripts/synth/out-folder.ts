/** The folder that the city is written to: a new one, or one that holds an earlier city. */
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { CallError } from './call-error.ts'

/** What a city consists of: nothing else is ever deleted. */
const CONTENTS = ['manifest.json', 'register', 'feeds', 'truth.csv', 'truth-days.csv', '.bidui-synth']
const DAY = /^day-\d{2}-\d{4}-\d{2}-\d{2}$/
const MARK = '.bidui-synth'

/** Makes `folder` empty and marks it. Throws a CallError if it holds anything but an earlier city. */
export function prepareFolder(folder: string): string {
  if (existsSync(folder)) {
    const found = readFolder(folder)
    const foreign = found.filter(name => !CONTENTS.includes(name) && !DAY.test(name))
    if (found.length > 0 && (!found.includes(MARK) || foreign.length > 0)) {
      const what = (foreign[0] ?? found[0]) as string
      throw new CallError({
        zh: `输出文件夹 ${folder} 不是空的（有 ${what}），也不是以前生成的模拟数据。请换一个文件夹，或先清空它。`,
        en: `The output folder ${folder} is not empty (it holds ${what}) and is no earlier synthetic city. Choose another folder, or empty it first.`,
      })
    }
    for (const name of found) rmSync(join(folder, name), { recursive: true })
  }
  mkdirSync(folder, { recursive: true })
  return join(folder, MARK)
}

function readFolder(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch (cause) {
    throw new CallError(
      {
        zh: `无法使用输出文件夹 ${folder}：它不是文件夹，或没有权限。`,
        en: `The output folder ${folder} cannot be used: it is no folder, or permission is missing.`,
      },
      { cause },
    )
  }
}
