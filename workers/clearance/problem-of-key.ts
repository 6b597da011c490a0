import type { StoredProblem } from '../../pipelines/clearance/problem.ts'
import { OperationalError } from '../operational-error.ts'
import { readProblems } from '../store/problem-changes.ts'
import type { Queryable } from '../store/queryable.ts'

const KEY = /^[0-9a-f]{4,64}$/
const SHOWN = 5

/** The problem of a key, which may be shortened as long as it is nobody else's. @throws OperationalError */
export async function problemOfKey(db: Queryable, word: string): Promise<StoredProblem> {
  const prefix = word.trim().toLowerCase()
  if (!KEY.test(prefix))
    throw new OperationalError(
      {
        zh: `「${word}」不是问题编号; 编号是 4 到 64 位的 0-9a-f, 见 bidui problems list`,
        en: `"${word}" is no key of a problem; a key has 4 to 64 of 0-9a-f, see bidui problems list`,
      },
      { exitCode: 2 },
    )
  const found = await readProblems(db, `key like $1 || '%' order by key limit ${SHOWN + 1}`, [prefix])
  const [problem, ...others] = found
  if (problem && others.length === 0) return problem
  if (!problem)
    throw new OperationalError({
      zh: `没有编号以 ${prefix} 开头的问题; 见 bidui problems list`,
      en: `no problem has a key that begins with ${prefix}; see bidui problems list`,
    })
  const keys = found.slice(0, SHOWN).map(({ key }) => key.slice(0, Math.max(12, prefix.length + 4)))
  const more = found.length > SHOWN ? ' …' : ''
  throw new OperationalError(
    {
      zh: `以 ${prefix} 开头的问题不止一个: ${keys.join('、')}${more}; 请多写几位`,
      en: `more than one problem has a key that begins with ${prefix}: ${keys.join(', ')}${more}; write more of it`,
    },
    { exitCode: 2 },
  )
}
