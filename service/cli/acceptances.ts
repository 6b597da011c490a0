/** `--accept DELIVERY --reason TEXT`, as the commands that compare whole inboxes take it. */
import { wrongCall } from './call-error.ts'
import type { Call, Option } from './command.ts'

export const ACCEPT_OPTIONS: Readonly<Record<'accept' | 'reason', Option>> = {
  accept: {
    value: 'DELIVERY',
    repeats: true,
    text: {
      zh: '采用一份被搁置的数据：其编号的前 8 位，或数据编号',
      en: 'take a held delivery: the first 8 characters of its id, or its feed',
    },
  },
  reason: {
    value: 'TEXT',
    repeats: true,
    text: { zh: '为什么采用，写在它的 --accept 之后', en: 'why, after its --accept' },
  },
}

/** Each --accept has the --reason that follows it, before the next one. @throws OperationalError (exit status 2) */
export function acceptancesOf(call: Call): { delivery: string; reason: string }[] {
  const pairs = call.inOrder.filter(({ option }) => option === 'accept' || option === 'reason')
  const acceptances: { delivery: string; reason: string }[] = []
  for (let place = 0; place < pairs.length; place += 2) {
    const [accept, reason] = pairs.slice(place, place + 2)
    if (accept?.option !== 'accept')
      throw wrongCall(
        '--reason 前面要有它所说明的 --accept：--accept 交接编号 --reason 理由',
        'A --reason follows the --accept that it explains: --accept DELIVERY --reason TEXT',
      )
    if (reason?.option !== 'reason' || reason.value.trim() === '')
      throw wrongCall(
        `--accept ${accept.value} 后面缺少 --reason：为什么采用被搁置的数据？理由会记录在案`,
        `--accept ${accept.value} lacks its --reason: why is the held delivery taken? The reason is recorded`,
      )
    acceptances.push({ delivery: accept.value, reason: reason.value.trim() })
  }
  return acceptances
}
