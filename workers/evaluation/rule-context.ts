import { type AcceptedDelivery, coveringFiles } from '../../pipelines/coverage.ts'
import { type Policy, parameterAt } from '../../pipelines/policies/index.ts'
import type { IsoDate, RegisterTableId, RuleContext } from '../../pipelines/types.ts'

/** What rules may ask, as values: threads make the same context of it. */
export interface ContextValues {
  readonly asOf: IsoDate
  readonly policy: Policy
  /** The deliveries that the run rests on. */
  readonly accepted: readonly AcceptedDelivery[]
  /** The register's tables that were given. */
  readonly tables: readonly RegisterTableId[]
}

export function ruleContext({ asOf, policy, accepted, tables }: ContextValues): RuleContext {
  const parameters = new Map<string, number | undefined>()
  return {
    asOf,
    year: Number(asOf.slice(0, 4)),
    parameter: name => {
      if (!parameters.has(name)) parameters.set(name, parameterAt(policy, name, asOf))
      return parameters.get(name)
    },
    covering: coveringFiles(accepted),
    hasTable: table => tables.includes(table),
  }
}
