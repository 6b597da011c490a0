import { totalmem } from 'node:os'
import process from 'node:process'
import { bytesText } from '../bytes.ts'
import type { Check, Finding } from '../check.ts'

const GIGABYTE = 1_000_000_000
/** What a comparison of a city takes, the database beside it included. */
const ENOUGH = 1.5 * GIGABYTE
const TOO_LITTLE = 0.3 * GIGABYTE

export function judgeMemory(available: number, total: number): Finding {
  const found = {
    zh: `可用 ${bytesText(available)}，共 ${bytesText(total)}`,
    en: `${bytesText(available)} of ${bytesText(total)} available`,
  }
  const facts = { availableBytes: available, totalBytes: total }
  if (available >= ENOUGH) return { state: 'good', found, facts }
  return {
    state: available < TOO_LITTLE ? 'bad' : 'warning',
    found,
    remedy: {
      zh: `一个城市的比对约需 ${bytesText(ENOUGH)}；关闭其他程序，或增加内存 (容器: 提高限额)`,
      en: `a city's comparison takes about ${bytesText(ENOUGH)}; close other programs or add memory (a container: raise its limit)`,
    },
    facts,
  }
}

export const memory: Check = {
  name: 'memory',
  title: { zh: '内存', en: 'memory' },
  async look() {
    const limit = process.constrainedMemory()
    const total = limit > 0 ? Math.min(limit, totalmem()) : totalmem()
    return judgeMemory(Math.min(process.availableMemory(), total), total)
  },
}
