/** 民族, for the one rule that compares a hamlet's 少数民族聚居 with its people (N12). No other rule may ask. */
import { foldText } from '../../connectors/fold.ts'
import { textOf } from '../../connectors/reading.ts'
import type { RegisterRow } from '../types.ts'

const HAN: readonly string[] = ['汉', '汉族']

/** Whether a member belongs to a minority; null where 民族 is missing. By name: codes differ between the systems. */
export function isMinority({ nation }: Pick<RegisterRow<'members'>, 'nation'>): boolean | null {
  const name = foldText(textOf(nation))
  return name === '' ? null : !HAN.includes(name)
}
