/** A comparison as the person at the terminal sees it: progress while it runs, then the summary. */
import { join, relative, sep } from 'node:path'
import type { Bilingual } from '../../connectors/definition.ts'
import { renderSummary } from '../../pipelines/reports/terminal-summary.ts'
import type { RunOutcome } from '../../workers/comparison/here.ts'
import { runRematch } from '../../workers/comparison/rematch.ts'
import { type RunOptions, runComparison } from '../../workers/comparison/run.ts'
import type { Config } from '../../workers/config.ts'
import type { Context } from './command.ts'
import { bullets } from './layout.ts'
import { ProgressView } from './progress.ts'
import type { RematchRequest } from './rematch-call.ts'
import { type RunRequest, userName } from './run-call.ts'

/** Runs the comparison under a progress view. @throws what runComparison throws */
export const compare = (config: Config, request: RunRequest, context: Context): Promise<RunOutcome> =>
  watched(context, told => runComparison(config, { ...request, ...told }))

/** Matches a part again under a progress view. @throws what runRematch throws */
export const compareAgain = (request: RematchRequest, context: Context): Promise<RunOutcome> =>
  watched(context, told => runRematch(context.config, { ...request, ...told }))

async function watched(
  context: Context,
  work: (told: Pick<RunOptions, 'user' | 'progress' | 'warn' | 'signal'>) => Promise<RunOutcome>,
): Promise<RunOutcome> {
  const progress = new ProgressView(context.terminal, context.lang)
  try {
    const outcome = await work({
      user: userName(),
      progress: event => progress.report(event),
      warn: text => context.terminal.err(`${context.say(text)}\n`),
      signal: context.signal,
    })
    progress.finish()
    return outcome
  } catch (error) {
    progress.abandon()
    throw error
  }
}

export interface Told {
  /** The folder of the results. */
  readonly out: string
  readonly next: readonly { readonly command: string; readonly what: Bilingual }[]
}

/** Prints the summary, what needs a person, and where the files are. */
export function tellOutcome(outcome: RunOutcome, { out, next }: Told, context: Context): void {
  const { terminal, lang, say, workingDirectory } = context
  terminal.out(
    renderSummary(outcome.summary, {
      lang,
      colour: terminal.colour,
      width: terminal.width,
      files: describedFiles(outcome.files.map(file => shortPath(join(out, file), workingDirectory))),
      next,
    }),
  )
  if (outcome.messages.length === 0) return
  terminal.out(
    `\n${[
      say({ zh: '请注意', en: 'Please note' }),
      ...bullets(outcome.messages.map(say), terminal.width, '!'),
    ].join('\n')}\n`,
  )
}

/** Below the working directory as a person types it; elsewhere absolute. */
export function shortPath(path: string, workingDirectory: string): string {
  const short = relative(workingDirectory, path)
  return short === '' || short.split(sep)[0] === '..' ? path : short
}

const KNOWN_FILES: readonly (readonly [RegExp, Bilingual])[] = [
  [/^findings\.csv$/, { zh: '全部疑点，每条一行', en: 'every lead, one row each' }],
  [/^rejects\.csv$/, { zh: '被拒的每一处及原因', en: 'everything that was rejected, and why' }],
  [/^summary\.json$/, { zh: '各项计数，供程序读取', en: 'the run in numbers, for programs' }],
]

const FOLDERS: Readonly<Record<string, (files: number) => Bilingual>> = {
  lists: files => ({
    zh: `各县核查清单，${files} 个工作簿`,
    en: `review lists by county, ${files} workbooks`,
  }),
  reports: files => ({
    zh: `退给各部门的数据质量反馈，${files} 个工作簿`,
    en: `what each department has to mend, ${files} workbooks`,
  }),
}

/** Files as the summary lists them: single ones by name, those of a folder together. */
export function describedFiles(paths: readonly string[]): { path: string; what: Bilingual }[] {
  const single: { path: string; what: Bilingual }[] = []
  const folders = new Map<string, number>()
  for (const path of paths) {
    const name = path.split(/[/\\]/).at(-1) ?? ''
    const known = KNOWN_FILES.find(([pattern]) => pattern.test(name))
    if (known) single.push({ path, what: known[1] })
    else {
      const folder = path.slice(0, path.length - name.length)
      folders.set(folder, (folders.get(folder) ?? 0) + 1)
    }
  }
  return [
    ...single,
    ...[...folders].map(([folder, files]) => {
      const name = folder.split(/[/\\]/).at(-2) ?? ''
      const describe =
        FOLDERS[name] ?? ((number: number) => ({ zh: `${number} 个文件`, en: `${number} files` }))
      return { path: folder, what: describe(files) }
    }),
  ]
}
