/** `bidui check`: a dry run of one delivery. Reads everything, stores nothing. */
import { basename, resolve } from 'node:path'
import type { Columns } from '../../../connectors/column.ts'
import type { AnyDefinition } from '../../../connectors/definition.ts'
import { columnName } from '../../../connectors/header.ts'
import { InputError } from '../../../connectors/input-error.ts'
import { textOf } from '../../../connectors/reading.ts'
import {
  openTable,
  type Reject,
  type TableReader,
  type TableReport,
  tableId,
} from '../../../connectors/table-reader.ts'
import { type Counted, holdReasons } from '../../../pipelines/gate.ts'
import { loadPolicy, parameterAt } from '../../../pipelines/policies/index.ts'
import { type Shown, shownAs } from '../../../pipelines/reports/masking.ts'
import type { ReadCounts } from '../../../pipelines/reports/model.ts'
import { REJECT_REASONS, SKIPPED } from '../../../pipelines/reports/wording.ts'
import { Tally, TallyOfValues } from '../../../workers/reading/tally.ts'
import { wrongCall } from '../call-error.ts'
import type { Command, Context, ExitStatus } from '../command.ts'
import { readDay } from '../day.ts'
import { bullets, count, entries, table } from '../layout.ts'
import { ProgressView } from '../progress.ts'
import { tableNamed } from '../tables.ts'

export const check: Command = {
  usage: {
    summary: {
      zh: '试读一份部门数据：表头对应、行数、每一处被拒及原因；不保存',
      en: 'a dry run of one delivery: header mapping, row counts, every reject with its reason; stores nothing',
    },
    synopsis: ['--feed ID FILE… [--as-of DATE] [--unmasked]'],
    about: [
      {
        zh: '几个文件视为同一份数据的几部分。行号与表格软件显示的一致。证件号码一律遮盖显示，除非 --unmasked。',
        en: 'Several files are parts of one delivery. Row numbers are those that a spreadsheet shows. ID numbers are shown masked unless --unmasked.',
      },
    ],
    options: {
      feed: {
        value: 'ID',
        text: { zh: '哪一类数据（bidui feeds 列出全部）', en: 'which feed (bidui feeds lists them)' },
      },
      'as-of': {
        value: 'DATE',
        text: {
          zh: '数据截止日期，晚于它的出生日期不成立；默认今天',
          en: 'the cut-off: nobody is born after it; today unless given',
        },
      },
      unmasked: { text: { zh: '显示完整的证件号码', en: 'show full ID numbers' } },
    },
    operands: { least: 1, most: 1000 },
    exits: {
      0: { zh: '可以采用', en: 'fine' },
      1: { zh: '有文件读不了，或缺少必需列', en: 'a file cannot be read, or lacks a required column' },
      3: {
        zh: '有被拒的内容，或比对时会被搁置',
        en: 'something was rejected, or the delivery would be held',
      },
    },
    examples: [
      {
        call: 'check --feed public-security.vehicles 2017-11.csv --as-of 2017-11-18',
        what: { zh: '车管部门交来的文件', en: 'the file that the vehicle office sent' },
      },
      {
        call: 'check --feed register.members members.xlsx',
        what: { zh: '建档立卡的成员表', en: 'the members of the register' },
      },
    ],
  },
  async run(call, context) {
    const feed = call.value('feed')
    if (feed === undefined)
      throw wrongCall(
        '缺少 --feed：这是哪一类数据？全部编号见 bidui feeds',
        '--feed is missing: which feed is it? bidui feeds lists them',
      )
    const definition = tableNamed(feed)
    const cutoff = readDay('as-of', call.value('as-of')) ?? context.today
    const files = call.operands.map(file => resolve(context.workingDirectory, file))
    return new DryRun(definition, cutoff, shownAs(!call.has('unmasked')), context).read(files)
  },
}

/** Reading is told on a terminal; a file of this many rows takes no time to speak of. */
const ROWS_A_REPORT = 20_000

class DryRun {
  readonly #definition: AnyDefinition
  readonly #cutoff: string
  readonly #shown: Shown
  readonly #context: Context
  readonly #tally = new Tally()
  readonly #values: TallyOfValues
  readonly #progress: ProgressView
  /** 户编号 seen so far, where a second row of one is a reject. */
  readonly #households = new Set<string>()
  #rejects = 0
  #truncated: Counted['truncated']

  constructor(definition: AnyDefinition, cutoff: string, shown: Shown, context: Context) {
    this.#definition = definition
    this.#cutoff = cutoff
    this.#shown = shown
    this.#context = context
    this.#values = new TallyOfValues(definition.columns)
    this.#progress = new ProgressView(context.terminal, context.lang)
  }

  async read(files: readonly string[]): Promise<ExitStatus> {
    let unreadable = 0
    this.#out(`${tableId(this.#definition)}  ${this.#say(this.#definition.title)}`)
    for (const file of files) {
      try {
        await this.#readFile(file)
      } catch (error) {
        this.#progress.abandon()
        if (!(error instanceof InputError)) throw error
        unreadable++
        this.#out('', `✗ ${this.#shown.text(error.text[this.#context.lang])}`)
      }
    }
    if (unreadable > 0) {
      this.#out(
        '',
        this.#both(
          `不能采用：${unreadable} 个文件读不了。整份数据会被退回，请按上面的说明改正后重交。`,
          `It cannot be used: ${unreadable} of the files cannot be read. The whole delivery would be rejected; have it mended as said above.`,
        ),
      )
      return 1
    }
    return await this.#conclude()
  }

  async #readFile(path: string): Promise<void> {
    const name = basename(path)
    await using reader = await openTable<Columns>(path, this.#definition, {
      cutoff: this.#cutoff,
      shownPath: name,
    })
    this.#out('', name, ...this.#mapping(reader))
    let told = 0
    let rows = 0
    for await (const batch of reader.batches()) {
      this.#context.signal.throwIfAborted()
      for (const reject of batch.rejects) this.#reject(reject)
      for (const row of batch.rows) {
        const values = row.values()
        if (this.#repeatsHousehold(values)) {
          this.#tally.refuseRows(1)
          this.#reject({ row: row.row, column: '户编号', reason: 'duplicate', value: this.#code(values) })
        } else this.#values.keep(row.readings())
      }
      rows += batch.rows.length
      if (rows - told < ROWS_A_REPORT) continue
      told = rows
      this.#progress.report({
        stage: { zh: `读取 ${name}`, en: `reading ${name}` },
        done: rows,
        unit: 'rows',
      })
    }
    this.#progress.abandon()
    const report = reader.report()
    this.#tally.finish(report)
    if (report.truncatedAt !== undefined) this.#truncated = { path: name, row: report.truncatedAt }
    this.#out(...this.#notices(report, reader))
  }

  /** Our column ← the header that was found, and where. */
  #mapping(reader: TableReader<Columns>): string[] {
    const found: [string, string][] = []
    const absent: string[] = []
    for (const [property, column] of Object.entries(this.#definition.columns)) {
      const place = reader.columns.get(property)
      if (!place) absent.push(column.header)
      else
        found.push([
          column.header,
          `← ${place.header}  ${this.#both(`${columnName(place.index)} 列`, `column ${columnName(place.index)}`)}`,
        ])
    }
    const { width } = this.#context.terminal
    return [
      this.#both(`  表头在第 ${reader.headerRow} 行`, `  header in row ${reader.headerRow}`),
      ...entries(found, width, 4),
      ...(absent.length > 0
        ? bullets(
            [
              this.#both(
                `文件里没有（可以没有）：${absent.join('、')}`,
                `not in the file (optional): ${absent.join('、')}`,
              ),
            ],
            width,
          )
        : []),
      ...bullets(
        reader.notices.map(notice => this.#shown.text(this.#say(notice.text))),
        width,
        '!',
      ),
    ]
  }

  /** What came up while the rows were read. */
  #notices(report: TableReport, reader: TableReader<Columns>): string[] {
    const late = report.notices.slice(reader.notices.length)
    return bullets(
      late.map(notice => this.#shown.text(this.#say(notice.text))),
      this.#context.terminal.width,
      '!',
    )
  }

  #reject({ row, column, reason, value }: Reject): void {
    this.#rejects++
    this.#tally.reject(reason)
    const place = this.#both(`第 ${row} 行`, `row ${row}`)
    const name = this.#say(REJECT_REASONS[reason].name)
    const shown = reason === 'columns' ? this.#widths(value) : this.#shown.value(value)
    this.#out(`  ✗ ${[place, column, name, shown].filter(text => text !== '').join('  ')}`)
  }

  /** `8/9` in words. */
  #widths(value: string): string {
    const [found, expected] = value.split('/')
    return this.#both(`${found} 列，表头有 ${expected} 列`, `${found} columns, the header has ${expected}`)
  }

  #code(values: object): string {
    return textOf(Reflect.get(values, 'householdCode'))
  }

  #repeatsHousehold(values: object): boolean {
    if (tableId(this.#definition) !== 'register.households') return false
    const code = this.#code(values)
    if (code === '') return false
    const repeats = this.#households.has(code)
    this.#households.add(code)
    return repeats
  }

  async #conclude(): Promise<ExitStatus> {
    this.#tally.add(this.#values.part())
    const counts = this.#tally.counts()
    const held = await this.#holdReasons(counts)
    this.#out(
      '',
      ...this.#counts(counts),
      ...this.#reasons(counts),
      ...this.#unusable(counts),
      ...this.#beyondOneFile(),
    )
    const { dataRows, rejectedRows } = counts
    const verdict =
      held.length > 0
        ? this.#both(
            `比对时会被搁置，待人处理：${held.join('；')}。`,
            `It would be held for a person: ${held.join('; ')}.`,
          )
        : this.#rejects > 0
          ? this.#both(
              `可以采用，但有 ${count(rejectedRows)} 行被拒（共 ${count(dataRows)} 行），请部门改正后重交。`,
              `It can be used, but ${count(rejectedRows)} of ${count(dataRows)} rows are rejected; have the department mend them.`,
            )
          : this.#both(
              `可以采用：${count(dataRows)} 行，没有被拒的。`,
              `It is fine: ${count(dataRows)} rows, nothing rejected.`,
            )
    this.#out('', verdict)
    return held.length > 0 || this.#rejects > 0 ? 3 : 0
  }

  /** The gate of a run, as far as one delivery alone can be judged. The register passes no gate. */
  async #holdReasons({ dataRows, rejectedRows }: ReadCounts): Promise<readonly string[]> {
    if (this.#definition.kind === 'register') return []
    const policy = await loadPolicy()
    const limit = (name: string) => parameterAt(policy, name, this.#cutoff) ?? 1
    return holdReasons({
      counted: { dataRows, rejectedRows, ...(this.#truncated ? { truncated: this.#truncated } : {}) },
      asOf: this.#cutoff,
      runAsOf: this.#cutoff,
      rejectLimit: limit('delivery.rejectLimit'),
      shrinkLimit: limit('delivery.shrinkLimit'),
    }).map(reason => this.#shown.text(this.#say(reason)))
  }

  #counts({ dataRows, rejectedRows, skipped, suspectPrecision }: ReadCounts): string[] {
    const rows: [string, string][] = [
      [this.#both('数据行', 'data rows'), count(dataRows)],
      [this.#both('其中被拒', 'of them rejected'), count(rejectedRows)],
      ...Object.entries(skipped)
        .filter(([, number]) => number > 0)
        .map(([kind, number]): [string, string] => [
          this.#both(`跳过：${SKIPPED[kind]?.zh ?? kind}`, `skipped: ${SKIPPED[kind]?.en ?? kind}`),
          count(number),
        ]),
      ...(suspectPrecision > 0
        ? [
            [
              this.#both(
                '末三位为 000、校验码却对的号码（采用，请抽查）',
                'IDs ending 000 that check all the same (taken; look at some)',
              ),
              count(suspectPrecision),
            ] satisfies [string, string],
          ]
        : []),
    ]
    return entries(rows, this.#context.terminal.width)
  }

  #reasons({ rejects }: ReadCounts): string[] {
    const found = Object.entries(rejects).sort(([, one], [, other]) => other - one)
    if (found.length === 0) return []
    return [
      '',
      this.#both('被拒的原因', 'Why rejected'),
      ...entries(
        found.map(([reason, number]) => {
          const words = REJECT_REASONS[reason as keyof typeof REJECT_REASONS]
          return [
            `${this.#say(words.name)} ${count(number)}`,
            this.#both(`${words.meaning}。${words.remedy}`, `${reason}`),
          ]
        }),
        this.#context.terminal.width,
      ),
    ]
  }

  /** Values outside their set and unreadable ones: kept as delivered, used by no rule. */
  #unusable({ unusable }: ReadCounts): string[] {
    if (unusable.length === 0) return []
    const byColumn = Map.groupBy(unusable, ({ column }) => column)
    const rows = [...byColumn].map(([column, values]) => [
      column,
      count(values.reduce((sum, value) => sum + value.count, 0)),
      values
        .slice(0, EXAMPLES)
        .map(({ value, count: number }) => `「${this.#shown.value(value)}」×${count(number)}`)
        .join(' ') + (values.length > EXAMPLES ? ' …' : ''),
    ])
    return [
      '',
      this.#both(
        '看不懂的取值（按原文保留，不作判断依据）',
        'Values that cannot be used (kept as delivered, no rule relies on them)',
      ),
      ...table(
        [
          { head: this.#both('列', 'column') },
          { head: this.#both('次数', 'times'), right: true },
          { head: this.#both('例', 'for example') },
        ],
        rows,
      ),
    ]
  }

  /** What only a look across the tables finds. */
  #beyondOneFile(): string[] {
    const id = tableId(this.#definition)
    if (id !== 'register.members' && id !== 'register.measures') return []
    return [
      '',
      this.#both(
        '每一行的户编号是否在户表里，要到 bidui run 时才知道。',
        'Whether every 户编号 is among the households is only known to bidui run.',
      ),
    ]
  }

  #say(text: { readonly zh: string; readonly en: string }): string {
    return this.#context.say(text)
  }

  #both(zh: string, en: string): string {
    return this.#context.say({ zh, en })
  }

  #out(...lines: readonly string[]): void {
    if (lines.length > 0) this.#context.terminal.out(`${lines.join('\n')}\n`)
  }
}

const EXAMPLES = 5
