/** 民族, for the one rule that compares a hamlet's 少数民族聚居 with its people (N12). No other rule may ask. */
import { foldText } from '../../connectors/fold.ts'
import { textOf } from '../../connectors/reading.ts'
import type { RegisterRow } from '../types.ts'

const HAN: readonly string[] = ['汉', '汉族']
const CODE = /^\d+$/

/** Whether a member belongs to a minority; null where 民族 is missing, or a code: those differ between the systems. */
export function isMinority({ nation }: Pick<RegisterRow<'members'>, 'nation'>): boolean | null {
  const name = foldText(textOf(nation))
  return name === '' || CODE.test(name) ? null : !HAN.includes(name)
}
