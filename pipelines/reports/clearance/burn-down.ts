/** 燃尽图: what was open on each day, the straight way to the deadline, and where the pace of the last days leads. */
import { dayAfter, daysBetween } from './days.ts'
import type { OpenOnDay } from './forecast.ts'
import { type Forecast, neededText, outcomeText, PACE_DAYS, paceText } from './forecast.ts'
import type { IsoDate } from './model.ts'

export interface BurnDown {
  readonly name: string
  /** Without gaps; the last is the day of the report. */
  readonly open: readonly OpenOnDay[]
  readonly forecast: Forecast
  readonly provisional: boolean
  /** Small line at the foot: the snapshot. */
  readonly foot: string
}

/** Of the picture, in pixels. */
export const WIDTH = 960
export const HEIGHT = 540
const FRAME = { left: 84, right: 40, top: 92, bottom: 118 } as const
const INNER = { width: WIDTH - FRAME.left - FRAME.right, height: HEIGHT - FRAME.top - FRAME.bottom }
/** Days behind the deadline that the forecast is followed. */
const BEYOND = 14
const MOST_TICKS = 9
/** What the number beside the last point takes. */
const ROOM = 60
const FONTS =
  "'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei','PingFang SC','Hiragino Sans GB','WenQuanYi Micro Hei','WenQuanYi Zen Hei','SimHei','SimSun',sans-serif"

const INK = { actual: '#1F4E79', ideal: '#7F7F7F', forecast: '#C55A11', deadline: '#C00000', grid: '#E3E3E3' }

/** The picture as SVG; equal values give equal text. */
export function burnDownSvg(chart: BurnDown): string {
  const { open, forecast } = chart
  const [first] = open
  const last = open.at(-1)
  if (!first || !last) throw new RangeError('A burn-down needs a day')
  const end = endOf(last.day, forecast)
  const span = Math.max(1, daysBetween(first.day, end))
  const scale = scaleOf(Math.max(...open.map(each => each.open)))
  const x = (day: IsoDate) => fixed(FRAME.left + (INNER.width * daysBetween(first.day, day)) / span)
  const y = (count: number) => fixed(FRAME.top + INNER.height * (1 - count / scale.top))
  const points = open.map(each => `${x(each.day)},${y(each.open)}`).join(' ')
  const { deadline, zeroOn } = forecast
  const parts = [
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#FFFFFF"/>`,
    label(
      FRAME.left,
      38,
      `${chart.name}　问题剩余燃尽图${chart.provisional ? '（临时）' : ''}`,
      22,
      '#000000',
      'start',
      true,
    ),
    label(FRAME.left, 66, sentence(chart, last), 14, '#404040'),
    ...scale.ticks.flatMap(count => [
      `<line x1="${FRAME.left}" x2="${WIDTH - FRAME.right}" y1="${y(count)}" y2="${y(count)}" stroke="${INK.grid}"/>`,
      label(FRAME.left - 8, y(count) + 4, count.toLocaleString('en-US'), 12, '#595959', 'end'),
    ]),
    ...dayTicks(first.day, span).map(day =>
      label(x(day), HEIGHT - FRAME.bottom + 20, day.slice(5), 12, '#595959', 'middle'),
    ),
    `<line x1="${FRAME.left}" x2="${WIDTH - FRAME.right}" y1="${y(0)}" y2="${y(0)}" stroke="#808080"/>`,
    ...(deadline !== undefined && deadline > first.day && deadline <= end
      ? [
          `<line x1="${x(deadline)}" x2="${x(deadline)}" y1="${FRAME.top}" y2="${y(0)}" stroke="${INK.deadline}" stroke-dasharray="3 3"/>`,
          label(x(deadline) - 4, FRAME.top + 12, `期限 ${deadline.slice(5)}`, 12, INK.deadline, 'end'),
          `<line x1="${x(first.day)}" y1="${y(first.open)}" x2="${x(deadline)}" y2="${y(0)}" stroke="${INK.ideal}" stroke-width="1.5" stroke-dasharray="8 5"/>`,
        ]
      : []),
    ...(zeroOn === undefined ? [] : [forecastLine(last, zeroOn, end, x, y)]),
    `<polygon points="${x(first.day)},${y(0)} ${points} ${x(last.day)},${y(0)}" fill="${INK.actual}" fill-opacity="0.10"/>`,
    `<polyline points="${points}" fill="none" stroke="${INK.actual}" stroke-width="2.5" stroke-linejoin="round"/>`,
    `<circle cx="${x(last.day)}" cy="${y(last.open)}" r="4.5" fill="${INK.actual}"/>`,
    lastLabel(x(last.day), y(last.open), last.open),
    ...legend(deadline !== undefined, zeroOn !== undefined),
    label(FRAME.left, HEIGHT - 18, chart.foot, 11, '#7F7F7F'),
  ]
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="${FONTS}" role="img" aria-label="${escaped(sentence(chart, last))}">\n${parts.join('\n')}\n</svg>\n`
}

/** Beside the last point, on the side where there is room. */
function lastLabel(x: number, y: number, open: number): string {
  const isAtTheEdge = x > WIDTH - FRAME.right - ROOM
  const text = open.toLocaleString('en-US')
  return label(isAtTheEdge ? x - 8 : x + 8, y - 10, text, 14, INK.actual, isAtTheEdge ? 'end' : 'start', true)
}

/** The axis ends with the deadline, or with the forecast where that is later, but not much later. */
function endOf(last: IsoDate, { deadline, zeroOn }: Forecast): IsoDate {
  const until = deadline !== undefined && deadline > last ? deadline : last
  if (zeroOn === undefined || zeroOn <= until) return until
  const limit = dayAfter(until, BEYOND)
  return zeroOn < limit ? zeroOn : limit
}

/** Until zero, or as far as the axis goes. */
function forecastLine(
  last: OpenOnDay,
  zeroOn: IsoDate,
  end: IsoDate,
  x: (day: IsoDate) => number,
  y: (count: number) => number,
): string {
  const until = zeroOn <= end ? zeroOn : end
  const share = daysBetween(last.day, until) / Math.max(1, daysBetween(last.day, zeroOn))
  return `<line x1="${x(last.day)}" y1="${y(last.open)}" x2="${x(until)}" y2="${y(last.open * (1 - share))}" stroke="${INK.forecast}" stroke-width="2" stroke-dasharray="2 5" stroke-linecap="round"/>`
}

function sentence({ forecast }: BurnDown, last: OpenOnDay): string {
  const { paceDays, decrease, needed, daysLeft } = forecast
  const parts = [
    `${last.day} 剩余 ${last.open.toLocaleString('en-US')}`,
    outcomeText(forecast).zh,
    ...(last.open > 0 && paceDays > 0 ? [`近 ${paceDays} 日每日净减 ${paceText(decrease / paceDays)}`] : []),
    ...(last.open > 0 && needed !== undefined ? [`按期清零每日需减 ${neededText(needed)}`] : []),
    ...(last.open > 0 && daysLeft !== undefined && daysLeft <= 0 ? ['期限已到'] : []),
  ]
  return parts.join('；')
}

/** Round numbers from zero to above the highest. */
function scaleOf(highest: number): { readonly top: number; readonly ticks: readonly number[] } {
  const rough = Math.max(1, highest) / 5
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = Math.max(1, ([1, 2, 5, 10].find(factor => factor * power >= rough) ?? 10) * power)
  const count = Math.max(1, Math.ceil(Math.max(1, highest) / step))
  return { top: step * count, ticks: Array.from({ length: count + 1 }, (_, place) => place * step) }
}

function dayTicks(first: IsoDate, span: number): readonly IsoDate[] {
  const step = Math.max(1, Math.ceil(span / (MOST_TICKS - 1)))
  return Array.from({ length: Math.floor(span / step) + 1 }, (_, place) => dayAfter(first, place * step))
}

const LEGEND_Y = HEIGHT - 52
const LEGEND_STEP = 190

function legend(hasDeadline: boolean, hasForecast: boolean): string[] {
  const entries = [
    { text: '每日剩余', ink: INK.actual, dash: '', shown: true },
    { text: '匀速清零参考线', ink: INK.ideal, dash: '8 5', shown: hasDeadline },
    { text: `按近 ${PACE_DAYS} 日速度`, ink: INK.forecast, dash: '2 5', shown: hasForecast },
  ].filter(({ shown }) => shown)
  return entries.flatMap(({ text, ink, dash }, place) => {
    const left = FRAME.left + place * LEGEND_STEP
    const dashes = dash === '' ? '' : ` stroke-dasharray="${dash}"`
    return [
      `<line x1="${left}" x2="${left + 34}" y1="${LEGEND_Y - 4}" y2="${LEGEND_Y - 4}" stroke="${ink}" stroke-width="2.5" stroke-linecap="round"${dashes}/>`,
      label(left + 42, LEGEND_Y, text, 13, '#404040'),
    ]
  })
}

function label(
  x: number,
  y: number,
  text: string,
  size: number,
  ink: string,
  anchor: 'start' | 'middle' | 'end' = 'start',
  bold = false,
): string {
  return `<text x="${fixed(x)}" y="${fixed(y)}" font-size="${size}" fill="${ink}" text-anchor="${anchor}"${bold ? ' font-weight="bold"' : ''}>${escaped(text)}</text>`
}

/** One digit behind the point: enough for a picture, and the same everywhere. */
const fixed = (number: number): number => Math.round(number * 10) / 10

/** What XML 1.0 forbids. */
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string): string =>
  text.replace(FORBIDDEN, '').replace(/[&<>"]/g, character => ENTITIES[character] ?? character)
