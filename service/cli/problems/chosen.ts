/** Which problems a call asks for, in Chinese or in English. */
import { OBJECT_NAMES, PROBLEM_OBJECTS } from '../../../pipelines/clearance/objects.ts'
import { PROBLEM_STATES } from '../../../pipelines/clearance/states.ts'
import { STATE_NAMES } from '../../../pipelines/clearance/wording.ts'
import { CLASSES } from '../../../pipelines/reports/wording.ts'
import type { Bilingual, LeadClass } from '../../../pipelines/types.ts'
import type { ProblemFilter } from '../../../workers/clearance/listing.ts'
import { wrongCall } from '../call-error.ts'
import type { VerbCall } from './verb.ts'

const ALL = ['all', '全部']

export function filterOf(call: VerbCall): ProblemFilter {
  const county = call.value('county')
  if (county !== undefined && !/^\d{6}$/.test(county))
    throw wrongCall(
      `--county 的值是「${county}」，应为 6 位区县代码，如 530129`,
      `--county is "${county}"; it should be a county code of 6 digits, as 530129`,
    )
  const object = chosen(call, 'object', PROBLEM_OBJECTS, OBJECT_NAMES)
  const of = chosen(call, 'class', Object.keys(CLASSES) as LeadClass[], CLASSES)
  const asked = call.value('state')
  const state =
    asked === undefined
      ? 'open'
      : ALL.includes(asked)
        ? undefined
        : chosen(call, 'state', PROBLEM_STATES, STATE_NAMES, ALL)
  return {
    ...(county === undefined ? {} : { county }),
    ...(object === undefined ? {} : { object }),
    ...(of === undefined ? {} : { class: of }),
    ...(state === undefined ? {} : { state }),
  }
}

function chosen<T extends string>(
  call: VerbCall,
  option: string,
  values: readonly T[],
  names: Readonly<Record<T, Bilingual>>,
  others: readonly string[] = [],
): T | undefined {
  const word = call.value(option)
  if (word === undefined) return undefined
  const found = values.find(value => value === word || names[value].zh === word || names[value].en === word)
  if (found !== undefined) return found
  const allowed = [...values.flatMap(value => [names[value].zh, value]), ...others]
  throw wrongCall(
    `--${option} 的值是「${word}」，可用：${allowed.join('、')}`,
    `--${option} is "${word}"; allowed: ${allowed.join(', ')}`,
  )
}
