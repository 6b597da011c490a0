/** A county that somebody asks for is one that there is. */
import type { CountyCode } from '../../pipelines/types.ts'
import { OperationalError } from '../operational-error.ts'

/** @throws OperationalError (exit status 2) that names the counties that there are */
export function requireCounties(
  asked: readonly CountyCode[],
  known: readonly { readonly code: CountyCode; readonly name: string }[],
): void {
  const codes = new Map<string, string>()
  for (const { code, name } of known) if (name !== '' || !codes.has(code)) codes.set(code, name)
  const unknown = asked.find(code => !codes.has(code))
  if (unknown === undefined) return
  const list = [...codes]
    .filter(([code]) => code !== '')
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([code, name]) => `${code}${name && ` ${name}`}`)
  throw new OperationalError(
    {
      zh: `--county ${unknown}：建档立卡数据中没有这个县。有：${list.join('、') || '（没有）'}`,
      en: `--county ${unknown}: the register has no such county. It has ${list.join(', ') || 'none'}`,
    },
    { exitCode: 2 },
  )
}
