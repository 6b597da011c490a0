/** Everything that the service answers, for the routes themselves and for whoever asked for something else. */
import type { Bilingual } from '../../connectors/definition.ts'

export const ROUTES = {
  '/healthz': { zh: '程序在运行; 版本', en: 'the program lives; its version' },
  '/readyz': {
    zh: '可以工作: 数据库、数据库结构、队列; 否则 503',
    en: 'it can work: database, schema, queue; else 503',
  },
  '/metrics': { zh: 'Prometheus 指标', en: 'metrics for Prometheus' },
  '/runs': {
    zh: '比对列表, 最新的在前; ?limit=1..200, ?state=waiting|running|done|failed|cancelled',
    en: 'runs, the newest first; ?limit=1..200, ?state=waiting|running|done|failed|cancelled',
  },
  '/runs/:id': { zh: '一次比对', en: 'one run' },
  '/runs/:id/events': {
    zh: '一次比对的进度, 事件流 (text/event-stream)',
    en: 'progress of a run, as a stream of events (text/event-stream)',
  },
  '/queue': { zh: '队列看板, 只读', en: 'the dashboard of the queue, read only' },
} as const satisfies Readonly<Record<string, Bilingual>>

export type Route = keyof typeof ROUTES

export const ALL_ROUTES = Object.keys(ROUTES) as readonly Route[]
/** What machines ask of every process. */
export const HEALTH_ROUTES = ['/healthz', '/readyz', '/metrics'] as const satisfies readonly Route[]

export const routeList = (
  routes: readonly Route[],
): readonly { readonly route: Route; readonly what: Bilingual }[] =>
  routes.map(route => ({ route, what: ROUTES[route] }))
