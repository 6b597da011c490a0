/** manifest.json: what the inbox says about itself (contract §3). Pure: text in, plan out. */
import { z } from 'zod'
import { isFeedId } from '../connectors/feeds/index.ts'
import { InputError } from '../connectors/input-error.ts'
import { readDate, usable } from '../connectors/reading.ts'
import { dayInOffice } from './office-time.ts'
import type { Counties, FeedId, IsoDate } from './types.ts'

/** One delivery as the manifest (or, without one, the folder) announces it. */
export interface PlannedDelivery {
  readonly feed: FeedId
  /** Below the inbox, with `/`. */
  readonly files: readonly string[]
  readonly asOf: IsoDate
  readonly counties: Counties
  readonly statedRows?: number
  readonly authorisation?: string
  /** Position in the manifest. */
  readonly order: number
}

export interface InboxPlan {
  readonly asOf: IsoDate
  readonly registerAsOf: IsoDate
  /** ISO instant at which the register was exported, where the manifest tells it. */
  readonly registerExportedAt?: string
  readonly deliveries: readonly PlannedDelivery[]
  /** Entries whose feed is not in the catalogue: reported, nothing of them is read. */
  readonly unknownFeeds: readonly { readonly feed: string; readonly files: readonly string[] }[]
}

const date = z.string().transform((text, context) => {
  const read = usable(readDate(text))
  if (read === undefined) context.addIssue({ code: 'custom', message: 'YYYY-MM-DD' })
  return read ?? ''
})

/** With a zone, or as the clock of the office shows it. */
const instant = z.string().transform((text, context) => {
  const zoned = /(?:Z|[+-]\d{2}:?\d{2})$/i.test(text) ? text : `${text}+08:00`
  const at = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text) ? new Date(zoned) : new Date(Number.NaN)
  if (!Number.isNaN(at.getTime())) return at.toISOString()
  context.addIssue({ code: 'custom', message: 'YYYY-MM-DDThh:mm:ss+08:00' })
  return ''
})

const countyCode = z
  .union([z.string(), z.number()])
  .transform(String)
  .refine(code => /^\d{6}$/.test(code), '530129')

const below = z
  .string()
  .min(1)
  .transform(path => path.replaceAll('\\', '/').replace(/^\.\//, ''))
  .refine(path => !path.startsWith('/') && !/^[A-Za-z]:/.test(path) && !path.split('/').includes('..'), {
    message: 'feeds/<feed id>/<file>',
  })

const MANIFEST = z.object({
  asOf: date.optional(),
  incomePeriod: z.tuple([date, date]).optional(),
  register: z.object({ asOf: date.optional(), exportedAt: instant.optional() }).optional(),
  deliveries: z
    .array(
      z.object({
        feed: z.string(),
        files: z.array(below).min(1),
        asOf: date.optional(),
        counties: z.union([z.literal('all'), z.array(countyCode)]).optional(),
        rows: z.number().int().nonnegative().optional(),
        authorisation: z.string().optional(),
      }),
    )
    .default([]),
})

/**
 * Reads the manifest.
 * @param today the day of the run, which stands in for an `asOf` that nobody gave
 * @throws InputError naming the place in the manifest, what stands there and what is expected
 */
export function readManifest(text: string, today: IsoDate): InboxPlan {
  const manifest = MANIFEST.safeParse(parseJson(text))
  if (!manifest.success) throw refuse(manifest.error.issues)
  const { data } = manifest
  const asOf = data.asOf ?? today
  const deliveries: PlannedDelivery[] = []
  const unknownFeeds: { feed: string; files: readonly string[] }[] = []
  data.deliveries.forEach((delivery, order) => {
    if (!isFeedId(delivery.feed)) {
      unknownFeeds.push({ feed: delivery.feed, files: delivery.files })
      return
    }
    deliveries.push({
      feed: delivery.feed,
      files: delivery.files,
      asOf: delivery.asOf ?? asOf,
      counties: delivery.counties ?? 'unknown',
      order,
      ...(delivery.rows === undefined ? {} : { statedRows: delivery.rows }),
      ...(delivery.authorisation === undefined ? {} : { authorisation: delivery.authorisation }),
    })
  })
  const exportedAt = data.register?.exportedAt
  return {
    asOf,
    registerAsOf:
      data.register?.asOf ?? (exportedAt === undefined ? asOf : dayInOffice(new Date(exportedAt))),
    ...(exportedAt === undefined ? {} : { registerExportedAt: exportedAt }),
    deliveries,
    unknownFeeds,
  }
}

/** Without a manifest: one delivery a feed, its coverage unknown. `files` are below the inbox. */
export function planFromFolders(files: ReadonlyMap<string, readonly string[]>, today: IsoDate): InboxPlan {
  const deliveries: PlannedDelivery[] = []
  const unknownFeeds: { feed: string; files: readonly string[] }[] = []
  for (const [feed, paths] of [...files].sort(([one], [other]) => (one < other ? -1 : 1))) {
    if (isFeedId(feed))
      deliveries.push({
        feed,
        files: paths.toSorted(),
        asOf: today,
        counties: 'unknown',
        order: deliveries.length,
      })
    else unknownFeeds.push({ feed, files: paths })
  }
  return { asOf: today, registerAsOf: today, deliveries, unknownFeeds }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    const where = error instanceof Error ? error.message : ''
    throw new InputError('manifest', {
      zh: `manifest.json 不是有效的 JSON (${where}); 请检查引号、逗号和括号`,
      en: `manifest.json is not valid JSON (${where}); check its quotes, commas and brackets`,
    })
  }
}

function refuse(issues: readonly z.core.$ZodIssue[]): InputError {
  const places = issues.slice(0, 5).map(issue => {
    const path = issue.path.map(String).join('.') || '(root)'
    return `${path}: ${issue.message}`
  })
  const more = issues.length > 5 ? ` (+${issues.length - 5})` : ''
  return new InputError('manifest', {
    zh: `manifest.json 有误: ${places.join('; ')}${more}; 格式见 README 的「收件箱」一节`,
    en: `manifest.json is wrong: ${places.join('; ')}${more}; its form is in the README under "inbox"`,
  })
}
