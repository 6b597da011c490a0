/** The clock of the office: Beijing time, which has no summer time. */
import type { IsoDate } from './types.ts'

export const OFFICE_ZONE = 'Asia/Shanghai'
const AHEAD = 8 * 3_600_000

const shown = (at: Date): string => new Date(at.getTime() + AHEAD).toISOString()

/** 2017-11-20 */
export const dayInOffice = (at: Date): IsoDate => shown(at).slice(0, 10)

/** To the minute: 2017-11-20 09:30 */
export const timeInOffice = (at: Date): string => shown(at).slice(0, 16).replace('T', ' ')
