/** Writes the register of one day or of a series of days, side by side: each household once, for every day. */
import { linkSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { AS_OF } from './calendar.ts'
import type { QualityCase } from './cases/quality/case.ts'
import type { ManifestDelivery } from './delivery.ts'
import type { Household } from './household.ts'
import { Sheet } from './register/sheet.ts'
import { RegisterDay } from './register-day.ts'
import type { RegisterFaults } from './register-tables.ts'
import { type Day, daysOf, Histories, turnsOf } from './series.ts'
import { holdsOn, isQuality } from './truth.ts'

interface Seen {
  readonly household: Household
  readonly sheets: readonly Sheet[]
}

export class SeriesWriter {
  /** Where the feeds go. */
  readonly first: string
  readonly #out: string
  readonly #seed: number
  readonly #days: readonly Day[]
  readonly #registers: readonly RegisterDay[]
  readonly #histories: Histories | undefined
  /** The household before: it may be the other one of a pair. */
  #before: Seen | undefined

  constructor(out: string, seed: number, count: number | undefined) {
    this.#out = out
    this.#seed = seed
    this.#days = count === undefined ? [{ asOf: AS_OF, folder: '' }] : daysOf(count)
    this.#registers = this.#days.map(({ asOf, folder }) => new RegisterDay(join(out, folder), seed, asOf))
    this.#histories = count === undefined ? undefined : new Histories(join(out, 'truth-days.csv'))
    this.first = join(out, (this.#days[0] as Day).folder)
  }

  add(household: Household, quality: QualityCase | undefined, faults: RegisterFaults): void {
    const turns = this.#histories ? turnsOf(this.#seed, household.index, this.#days.length) : [0]
    const sheets = this.#registers.map((day, at) => {
      const sheet = this.#written(household, quality, turns[at], day.previous)
      day.add(household, sheet, faults)
      return sheet
    })
    this.#remember()
    this.#before = { household, sheets }
  }

  /** What the register says on a day; what no correction of a cell would change is there every day. */
  #written(
    household: Household,
    quality: QualityCase | undefined,
    turn: number | undefined,
    previous: Sheet | undefined,
  ): Sheet {
    const sheet = new Sheet(this.#seed, household)
    if (!quality) return sheet
    if (turn === undefined) {
      const changed = new Sheet(this.#seed, household)
      quality.write(changed, 0, undefined)
      if (changed.text !== sheet.text || isPair(quality)) return sheet
    }
    quality.write(sheet, turn ?? 0, previous)
    return sheet
  }

  #remember(): void {
    if (!this.#before || !this.#histories) return
    const { household, sheets } = this.#before
    this.#before = undefined
    const leads = (sheet: Sheet, { asOf }: Day) =>
      [...household.leads, ...sheet.leads].filter(lead => isQuality(lead.rule) && holdsOn(lead, asOf))
    const seen = sheets.map((sheet, at) => ({ leads: leads(sheet, this.#days[at] as Day), sheet }))
    if (seen.every(({ leads }) => leads.length === 0)) return
    this.#histories.add(
      this.#days,
      seen.map(({ leads, sheet }) => ({ leads, text: sheet.text })),
    )
  }

  async close(
    deliveries: readonly ManifestDelivery[],
  ): Promise<{ persons: number; leads: number; bytes: number }> {
    this.#remember()
    let leads = 0
    let bytes = (await this.#histories?.close()) ?? 0
    for (const day of this.#registers) {
      const closed = await day.close(deliveries)
      leads += closed.leads
      bytes += closed.bytes
    }
    for (const { folder } of this.#days.slice(1)) this.#shareFeeds(folder, deliveries)
    return { persons: this.#registers[0]?.persons ?? 0, leads, bytes }
  }

  /** The departments' files are the same on every day: written once, and there under every day's folder. */
  #shareFeeds(folder: string, deliveries: readonly ManifestDelivery[]): void {
    for (const path of deliveries.flatMap(({ files }) => files)) {
      const link = join(this.#out, folder, path)
      mkdirSync(dirname(link), { recursive: true })
      linkSync(join(this.first, path), link)
    }
  }
}

/** Whether it writes what the household before says, too. */
const isPair = ({ rules }: QualityCase): boolean => rules.length > 1 && rules[0] === rules[1]
