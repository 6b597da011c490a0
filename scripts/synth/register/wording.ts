/** How one household's record is written: labels, codes with a leading zero, codes without. */
import type { Household } from '../household.ts'

export type Wording = 'label' | 'code' | 'short code'

export const wordingOf = ({ index }: Household): Wording =>
  index % 10 === 3 ? 'code' : index % 10 === 6 ? 'short code' : 'label'

export const worded = (wording: Wording, code: string, label: string): string =>
  wording === 'label' ? label : wording === 'code' ? code : code.replace(/^0(?=\d)/, '')
