/** Who counts as disabled in the register (H08, V10). */
import { contains } from '../../connectors/column.ts'
import type { RegisterRow } from '../types.ts'

/** Disability certificates 残疾人证 have 20 characters, reissued ones 22. */
const CERTIFICATE_LENGTHS: readonly number[] = [20, 22]

/** 健康状况 contains 残疾, or 证件类型 is 残疾人证, or the number is a certificate's. */
export const isDisabled = (
  { healthState, idKind }: Pick<RegisterRow<'members'>, 'healthState' | 'idKind'>,
  idText: string,
): boolean =>
  contains(healthState, '残疾') || idKind === '残疾人证' || CERTIFICATE_LENGTHS.includes([...idText].length)
