/** `bidui serve`: the inbox watched, the nights kept, the runs looked after, steps done, questions over HTTP answered. */
import { join } from 'node:path'
import type { Bilingual } from '../../connectors/definition.ts'
import { dayInOffice } from '../../pipelines/office-time.ts'
import { DEFAULT_POLICY, loadPolicy } from '../../pipelines/policies/index.ts'
import type { Config } from '../../workers/config.ts'
import { FlowService, startFlowWorker } from '../../workers/flow/run-service.ts'
import { watchInbox } from '../../workers/intake/watch.ts'
import { OperationalError } from '../../workers/operational-error.ts'
import { pollProgress } from '../../workers/progress/polled-progress.ts'
import { openSchedule } from '../../workers/schedule/schedule.ts'
import { openHttp } from '../http/open.ts'
import { aborted } from './aborted.ts'
import { type Office, openOffice } from './office.ts'
import { tellTrouble } from './round-trouble.ts'
import { wantRun } from './wanted-run.ts'
import { STOP_PATIENCE, usualConcurrency } from './worker.ts'

export interface ServeCall {
  /** The watched inbox. */
  readonly inbox?: string
  /** The folder below which every run has its results. */
  readonly out: string
  readonly concurrency?: number
  /** Steps at a time on all hosts together. */
  readonly atMost?: number
  readonly settleSeconds?: number
  readonly signal: AbortSignal
  /** Told once everything is open. */
  readonly ready?: (text: Bilingual) => void
}

export async function serve(config: Config, call: ServeCall): Promise<void> {
  const policy = await loadPolicy(DEFAULT_POLICY)
  await using office = await openOffice(config, { name: 'serve', outOf: run => join(call.out, run) })
  const { database, queue, services, events, log, archive } = office
  using _shared = database.share?.()
  await using http = await openAnswers(config, office)
  await queue.bound(call.atMost)
  const worker = await startFlowWorker({
    ...{ services, queue, events },
    concurrency: call.concurrency ?? usualConcurrency(services.threads.size),
  })
  const flow = new FlowService({
    ...{ services, queue, events },
    onTrouble: tellTrouble(log),
  })
  call.ready?.(readyText(config, call, http?.address))
  const lost = new AbortController()
  database.exited?.then(() => lost.abort())
  const signal = AbortSignal.any([call.signal, lost.signal])
  await Promise.all([
    flow.keepGoing(signal),
    config.nightly === undefined
      ? undefined
      : openSchedule({
          pool: database.pool,
          cron: config.nightly,
          startRun: client =>
            wantRun(client, archive, {
              occasion: 'nightly',
              purpose: '每夜比对',
              user: 'bidui serve',
              policy,
            }),
          decided: night =>
            log.info('night.decided', {
              night: night.day,
              state: night.state,
              ...(night.run === undefined ? {} : { run: night.run }),
              ...(night.reason ? { text: night.reason } : {}),
            }),
          failed: error => log.error('night.failed', { error }),
        }).run(signal),
    call.inbox === undefined ? undefined : watch(office, call.inbox, { ...call, signal }),
    aborted(signal).then(() => worker.stop(STOP_PATIENCE)),
  ])
  // Whoever started the service starts it again, and the database with it.
  if (lost.signal.aborted && !call.signal.aborted) throw new OperationalError(DATABASE_ENDED)
}

const DATABASE_ENDED: Bilingual = {
  zh: '内置数据库已停止; 重新启动服务即可, 没做完的步骤会接着做; 原因见状态文件夹的 postgres.log',
  en: 'the built-in database has ended; start the service again and it goes on where it was; postgres.log in the state folder says why',
}

const watch = (
  { archive, database, threads, log }: Office,
  folder: string,
  { signal, settleSeconds }: ServeCall,
): Promise<void> =>
  watchInbox({
    ...{ folder, archive, threads, signal },
    pool: database.pool,
    today: () => dayInOffice(new Date()),
    onArrival: ({ id, files }) => log.info('inbox.arrived', { arrival: id, files: files.length }),
    warn: text => log.warn('inbox.told', { text }),
    ...(settleSeconds === undefined ? {} : { settleMs: settleSeconds * 1000 }),
  })

async function openAnswers(config: Config, { database, queue, metrics, log }: Office) {
  if (config.http === undefined) return undefined
  const runs = pollProgress({ pool: database.pool })
  try {
    const http = await openHttp({
      ...config.http,
      ...{ metrics, log, runs },
      pool: database.pool,
      depth: () => queue.depth(),
      board: queue.bull,
    })
    return {
      address: http.address,
      [Symbol.asyncDispose]: async () => {
        await http.close()
        runs[Symbol.dispose]()
      },
    }
  } catch (error) {
    runs[Symbol.dispose]()
    throw error
  }
}

function readyText(config: Config, { inbox, out }: ServeCall, address: string | undefined): Bilingual {
  const nightly = config.nightly
  return {
    zh: [
      inbox === undefined ? '没有收件箱（--inbox）' : `收件箱 ${inbox}`,
      `结果 ${out}`,
      nightly === undefined ? '每夜比对已关闭' : `每夜比对 ${nightly}（北京时间）`,
      address === undefined ? '不提供 HTTP' : address,
    ].join(' · '),
    en: [
      inbox === undefined ? 'no inbox (--inbox)' : `inbox ${inbox}`,
      `results ${out}`,
      nightly === undefined ? 'nightly comparison off' : `nightly comparison ${nightly} (Beijing)`,
      address === undefined ? 'no HTTP' : address,
    ].join(' · '),
  }
}
