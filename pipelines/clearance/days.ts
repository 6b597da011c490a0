/** The day on which something is booked: the day of the office ends at 15:00, and what is closed stays closed. */
import { dayInOffice } from '../office-time.ts'
import type { IsoDate } from '../types.ts'

/** 15:00 in Beijing: what comes later belongs to the next day's figures. */
export const CUT_HOUR = 15

const HOUR = 3_600_000

/** Of what somebody did: that day, or the next one from 15:00 on. */
export const dayOfMoment = (at: Date): IsoDate => dayInOffice(new Date(at.getTime() + (24 - CUT_HOUR) * HOUR))

/** The last moment that still belongs to a day: what an export is dated by of which only the day is known. */
export const lastMomentOf = (day: IsoDate): Date =>
  new Date(new Date(`${day}T${CUT_HOUR}:00:00+08:00`).getTime() - 1)

export const dayAfter = (day: IsoDate): IsoDate =>
  new Date(new Date(`${day}T00:00:00Z`).getTime() + 24 * HOUR).toISOString().slice(0, 10)

/** A register export 建档立卡导出, as the manifest dates it. */
export interface RegisterExport {
  readonly asOf: IsoDate
  /** ISO instant, where the manifest tells the time. */
  readonly exportedAt?: string
}

export const momentOfExport = ({ asOf, exportedAt }: RegisterExport): Date =>
  exportedAt === undefined ? lastMomentOf(asOf) : new Date(exportedAt)

/** The day itself, or the first one that is still open. @param lastClosed the newest day that is closed */
export const openDay = (day: IsoDate, lastClosed: IsoDate | undefined): IsoDate =>
  lastClosed === undefined || day > lastClosed ? day : dayAfter(lastClosed)
