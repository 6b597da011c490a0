/** The register as it is on one day: its six tables, the manifest, and the leads that a run on that day finds. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { IsoDate } from '../../connectors/reading.ts'
import type { ManifestDelivery } from './delivery.ts'
import type { Household } from './household.ts'
import type { Sheet } from './register/sheet.ts'
import { type RegisterFaults, RegisterFiles } from './register-tables.ts'
import { Settlements } from './settlements.ts'
import { holdsOn, type PlantedLead, writeTruth } from './truth.ts'

export class RegisterDay {
  readonly asOf: IsoDate
  readonly #register: RegisterFiles
  readonly #folder: string
  readonly #settlements: Settlements
  readonly #leads: PlantedLead[] = []
  /** The household that was written last: it may still be the other one of a pair. */
  #last: { readonly household: Household; readonly sheet: Sheet } | undefined

  constructor(folder: string, seed: number, asOf: IsoDate) {
    mkdirSync(folder, { recursive: true })
    this.asOf = asOf
    this.#folder = folder
    this.#register = new RegisterFiles(folder, asOf)
    this.#settlements = new Settlements(seed)
  }

  get persons(): number {
    return this.#register.persons
  }

  get previous(): Sheet | undefined {
    return this.#last?.sheet
  }

  add(household: Household, sheet: Sheet, faults: RegisterFaults): void {
    this.#takeLeads()
    const written = this.#register.add(sheet)
    this.#register.addFaults(sheet, faults)
    this.#settlements.add(household, [...household.leads, ...sheet.leads], written)
    this.#last = { household, sheet }
  }

  #takeLeads(): void {
    if (!this.#last) return
    const { household, sheet } = this.#last
    for (const lead of [...household.leads, ...sheet.leads])
      if (holdsOn(lead, this.asOf)) this.#leads.push(lead)
  }

  /** Writes what is left; what came of it. */
  async close(deliveries: readonly ManifestDelivery[]): Promise<{ leads: number; bytes: number }> {
    this.#takeLeads()
    const settled = await this.#settlements.write(this.#folder)
    const registerBytes = await this.#register.close()
    this.#writeManifest(deliveries)
    const leads = [...this.#leads, ...settled.leads]
    const truthBytes = await writeTruth(join(this.#folder, 'truth.csv'), leads)
    return { leads: leads.length, bytes: registerBytes + settled.bytes + truthBytes }
  }

  /** No department's list says more than the day on which it arrives. */
  #writeManifest(deliveries: readonly ManifestDelivery[]): void {
    const { asOf } = this
    const manifest = {
      asOf,
      incomePeriod: ['2016-10-01', '2017-09-30'],
      register: { asOf },
      deliveries: deliveries.map(delivery => (delivery.asOf > asOf ? { ...delivery, asOf } : delivery)),
    }
    writeFileSync(join(this.#folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
  }
}
