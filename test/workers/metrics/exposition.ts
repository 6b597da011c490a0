/** Reads what Prometheus reads, line by line, and refuses what it would refuse. */

export interface Sample {
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}

export interface Family {
  readonly name: string
  readonly help: string
  readonly kind: string
  readonly samples: readonly Sample[]
}

const HELP = /^# HELP ([a-zA-Z_:][\w:]*) (.+)$/
const TYPE = /^# TYPE ([a-zA-Z_:][\w:]*) (counter|gauge|histogram|summary|untyped)$/
// NaN in any case: so it is read by Go, and prom-client writes Nan.
const SAMPLE = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? ([+-]?(?:\d+(?:\.\d+)?(?:e[+-]?\d+)?|Inf)|nan)$/i
const LABEL = /^([a-zA-Z_]\w*)="((?:[^"\\\n]|\\["\\n])*)"(?:,|$)/
/** What a sample of a family may be called beside the family's own name. */
const SUFFIXES: Readonly<Record<string, readonly string[]>> = {
  histogram: ['_bucket', '_sum', '_count'],
  summary: ['', '_sum', '_count'],
}

export function parseExposition(text: string): ReadonlyMap<string, Family> {
  if (!text.endsWith('\n')) throw new Error('the last line has no end')
  const families = new Map<string, Family & { samples: Sample[] }>()
  let current: (Family & { samples: Sample[] }) | undefined
  let help: readonly [name: string, text: string] | undefined
  for (const line of text.slice(0, -1).split('\n')) {
    if (line === '') continue
    const [helped, typed, sampled] = [HELP.exec(line), TYPE.exec(line), SAMPLE.exec(line)]
    if (helped) help = [helped[1]!, helped[2]!]
    else if (typed) {
      if (help?.[0] !== typed[1]) throw new Error(`no help before: ${line}`)
      if (families.has(typed[1]!)) throw new Error(`a second time: ${line}`)
      current = { name: typed[1]!, help: help![1], kind: typed[2]!, samples: [] }
      families.set(current.name, current)
    } else if (sampled && current) {
      const name = sampled[1]!
      if (!(SUFFIXES[current.kind] ?? ['']).some(suffix => name === current!.name + suffix))
        throw new Error(`not of ${current.name}: ${line}`)
      const sample = { name, labels: labelsOf(sampled[2] ?? ''), value: Number(sampled[3]) }
      const key = JSON.stringify([name, Object.entries(sample.labels).sort()])
      if (
        current.samples.some(
          other => JSON.stringify([other.name, Object.entries(other.labels).sort()]) === key,
        )
      )
        throw new Error(`a second time: ${line}`)
      current.samples.push(sample)
    } else throw new Error(`neither help, type nor sample: ${line}`)
  }
  return families
}

function labelsOf(text: string): Record<string, string> {
  const labels: Record<string, string> = {}
  let rest = text
  while (rest !== '') {
    const match = LABEL.exec(rest)
    if (!match || match[1]! in labels) throw new Error(`labels: ${text}`)
    labels[match[1]!] = match[2]!
    rest = rest.slice(match[0].length)
  }
  return labels
}

/** `name{a=b}` → value of the program's own metrics. */
export function ownSamples(text: string): Record<string, number> {
  const own = [...parseExposition(text).values()].filter(({ name }) => name.startsWith('bidui_'))
  return Object.fromEntries(
    own.flatMap(({ samples }) =>
      samples.map(({ name, labels, value }) => {
        const told = Object.entries(labels).map(([label, of]) => `${label}=${of}`)
        return [told.length === 0 ? name : `${name}{${told.join(',')}}`, value]
      }),
    ),
  )
}
