/** A generated file with its subjects and its truth, in a folder where the next call finds it again. */
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { hashText } from '../../synth/random.ts'
import type { Encoding } from './encoding.ts'
import { type Truth, TruthNotes } from './truth.ts'
import { personsOf, type Shares, USUAL_SHARES, writeRows } from './write-rows.ts'

/** Counts up whenever the same parameters make other bytes: earlier files are not used then. */
const GENERATOR = 1

export interface DataSetPlan {
  readonly rows: number
  readonly subjects: number
  readonly seed: string
  readonly encoding: Encoding
  /** {@link USUAL_SHARES} unless told otherwise; not part of the name under which a file is found again. */
  readonly shares?: Shares
}

export interface DataSet extends DataSetPlan {
  /** The path of the CSV file. */
  readonly file: string
  /** The path of the list of subjects: one key a line. */
  readonly subjectList: string
  readonly truth: Truth
}

/** Finds the data set in `folder`, or makes it; `say` is told what takes a while. */
export function dataSet(folder: string, plan: DataSetPlan, say: (line: string) => void): DataSet {
  const { rows, subjects, seed, encoding } = plan
  mkdirSync(folder, { recursive: true })
  const people = `v${GENERATOR}-seed-${encodeURIComponent(seed)}-${subjects}-subjects`
  const name = join(folder, `vehicles-${people}-${rows}-rows-${encoding}`)
  const [file, subjectList, truthFile] = [`${name}.csv`, join(folder, `${people}.txt`), `${name}.truth.json`]
  if (!existsSync(subjectList)) writeWhole(subjectList, write => writeSubjects(plan, write))
  if (!existsSync(file) || !existsSync(truthFile)) {
    const started = performance.now()
    const notes = new TruthNotes()
    let bytes = 0
    writeWhole(file, write => {
      bytes = writeRows({ ...plan, seed: hashText(seed), shares: plan.shares ?? USUAL_SHARES }, notes, write)
    })
    writeFileSync(truthFile, `${JSON.stringify(notes.truth(bytes, rows), null, 2)}\n`)
    const seconds = (performance.now() - started) / 1000
    say(`${file}: ${rows} rows, ${(bytes / 1e6).toFixed(0)} MB, made in ${seconds.toFixed(1)} s`)
  }
  return { ...plan, file, subjectList, truth: JSON.parse(readFileSync(truthFile, 'utf8')) as Truth }
}

/** Writes a file under another name until it is whole. */
function writeWhole(path: string, fill: (write: (block: Uint8Array) => void) => void): void {
  const unfinished = `${path}.part`
  const file = openSync(unfinished, 'w')
  try {
    fill(block => {
      for (let at = 0; at < block.length; ) at += writeSync(file, block, at)
    })
  } finally {
    closeSync(file)
  }
  renameSync(unfinished, path)
}

const LINE = 19
const NEWLINE = 10

function writeSubjects({ subjects, seed }: DataSetPlan, write: (block: Uint8Array) => void): void {
  const persons = personsOf(hashText(seed))
  const block = new Uint8Array(Math.min(subjects, 100_000) * LINE)
  let at = 0
  for (let person = 0; person < subjects; person++) {
    persons.write(person, block.subarray(at, at + LINE))
    block[at + LINE - 1] = NEWLINE
    at += LINE
    if (at < block.length) continue
    write(block)
    at = 0
  }
  write(block.subarray(0, at))
}
