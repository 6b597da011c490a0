/** Progress of long work: one line that is drawn over on a terminal, plain lines now and then elsewhere. */
import type { Bilingual } from '../../connectors/definition.ts'
import { cutTo, padEnd, textWidth } from '../../pipelines/reports/text-width.ts'
import type { ProgressEvent } from '../../workers/comparison/stage-progress.ts'
import type { Language } from '../../workers/config.ts'
import { count } from './layout.ts'
import type { Terminal } from './terminal.ts'

const UNITS: Readonly<Record<ProgressEvent['unit'], Bilingual>> = {
  rows: { zh: '行', en: 'rows' },
  bytes: { zh: '', en: '' },
  households: { zh: '户', en: 'households' },
  files: { zh: '个文件', en: 'files' },
}

const REDRAW = 100
const PLAIN_LINE = 5_000
/** Before this a rate is a guess. */
const SETTLED = 1_500
const BAR = 16
const MEGABYTE = 1_000_000

interface Stage {
  readonly title: string
  readonly began: number
  latest: ProgressEvent
}

export class ProgressView {
  readonly #terminal: Terminal
  readonly #lang: Language
  readonly #now: () => number
  #stage: Stage | undefined
  #shown = Number.NEGATIVE_INFINITY

  constructor(terminal: Terminal, lang: Language, now: () => number = () => performance.now()) {
    this.#terminal = terminal
    this.#lang = lang
    this.#now = now
  }

  report(event: ProgressEvent): void {
    const title = event.stage[this.#lang]
    if (this.#stage?.title !== title) {
      this.#end()
      this.#stage = { title, began: this.#now(), latest: event }
      this.#shown = Number.NEGATIVE_INFINITY
      if (!this.#terminal.interactive) {
        this.#terminal.err(`${title} …\n`)
        this.#shown = this.#now()
      }
    }
    const stage = this.#stage
    stage.latest = event
    const now = this.#now()
    if (now - this.#shown < (this.#terminal.interactive ? REDRAW : PLAIN_LINE)) return
    this.#shown = now
    if (this.#terminal.interactive)
      this.#terminal.status(cutTo(this.#drawn(stage), this.#terminal.errWidth - 1))
    else this.#terminal.err(`  ${this.#facts(stage).join(this.#lang === 'zh' ? '，' : ', ')}\n`)
  }

  /** Ends the last stage. Call it whether the work was done or failed, before anything else is written. */
  finish(): void {
    this.#end()
    this.#stage = undefined
  }

  /** Takes the line away without calling the stage done. */
  abandon(): void {
    this.#terminal.status('')
    this.#stage = undefined
  }

  #end(): void {
    const stage = this.#stage
    if (!stage) return
    if (this.#terminal.interactive) this.#terminal.status('')
    const { done, unit, bytes } = stage.latest
    const seconds = (this.#now() - stage.began) / 1000
    const facts = [
      done > 0 ? this.#amount(done, unit) : '',
      ...(bytes !== undefined && bytes > 0 && seconds > SETTLED / 1000
        ? [`${(bytes / MEGABYTE / seconds).toFixed(1)} MB/s`]
        : []),
      this.#lang === 'zh' ? `${seconds.toFixed(1)} 秒` : `${seconds.toFixed(1)} s`,
    ].filter(fact => fact !== '')
    const separator = this.#lang === 'zh' ? '，' : ', '
    this.#terminal.err(
      this.#terminal.interactive
        ? `✓ ${stage.title}  ${facts.join(separator)}\n`
        : `${this.#lang === 'zh' ? '完成：' : 'done: '}${stage.title}${separator}${facts.join(separator)}\n`,
    )
  }

  #drawn(stage: Stage): string {
    const { done, total, note } = stage.latest
    const share = total === undefined || total === 0 ? undefined : Math.min(1, done / total)
    const bar =
      share === undefined
        ? ''
        : `${'█'.repeat(Math.round(share * BAR))}${'░'.repeat(BAR - Math.round(share * BAR))}  `
    const facts = this.#facts(stage).join('  ')
    return `  ${padEnd(stage.title, Math.max(18, textWidth(stage.title)))}  ${bar}${facts}${note ? `  ${note[this.#lang]}` : ''}`
  }

  #facts(stage: Stage): string[] {
    const { done, total, unit, bytes } = stage.latest
    const elapsed = this.#now() - stage.began
    const facts: string[] = []
    if (total !== undefined && total > 0) facts.push(`${Math.min(100, Math.floor((done / total) * 100))} %`)
    const amount = this.#amount(done, unit)
    if (amount !== '') facts.push(amount)
    if (elapsed < SETTLED) return facts
    const read = unit === 'bytes' ? done : bytes
    if (read !== undefined && read > 0) facts.push(`${(read / MEGABYTE / (elapsed / 1000)).toFixed(1)} MB/s`)
    if (total !== undefined && done > 0 && done < total) {
      const left = clock((elapsed / done) * (total - done))
      facts.push(this.#lang === 'zh' ? `剩余 ${left}` : `${left} left`)
    }
    return facts
  }

  #amount(done: number, unit: ProgressEvent['unit']): string {
    if (unit === 'bytes') return `${count(Math.round(done / MEGABYTE))} MB`
    return `${count(done)} ${UNITS[unit][this.#lang]}`
  }
}

/** Milliseconds as 1:05 or 1:02:03, rounded up. */
function clock(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000)
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60]
  const two = (part: number) => String(part).padStart(2, '0')
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`
}
