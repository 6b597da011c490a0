/** `bidui worker`: hands for the steps of runs, as many as there are hosts. */
import { work } from '../../serve/worker.ts'
import type { Command } from '../command.ts'
import { wholeNumber } from '../whole-number.ts'

export const worker: Command = {
  usage: {
    summary: {
      zh: '执行比对步骤的进程：可在任意多台主机上运行',
      en: 'does the steps of runs: any number of them, on any host',
    },
    synopsis: ['[--concurrency N]'],
    about: [
      {
        zh: '与 bidui serve 用同一个数据库（DATABASE_URL）、同一个队列（REDIS_URL，如有）和同一个归档（BIDUI_ARCHIVE，各主机都能读到）。在服务所在的主机上什么都不用设。随时可以增加或停止：没做完的步骤由别的进程接着做。',
        en: 'Uses the database of bidui serve (DATABASE_URL), its queue (REDIS_URL, if set) and its archive (BIDUI_ARCHIVE, where every host can read it). On the host of the service nothing has to be set. Add or stop them at any time: steps that were not finished are done by another.',
      },
      {
        zh: '设了 BIDUI_WORKER_HTTP（主机:端口）就在那里回答健康检查（/healthz、/readyz）和自己的计数（/metrics）；默认不回答，因为同一台主机上的几个进程不能共用一个端口：要看几个，就给每个各设一个。',
        en: 'With BIDUI_WORKER_HTTP (host:port) it answers there about its health (/healthz, /readyz) and what it counts (/metrics). It does not unless that is set: processes of one host cannot share a port, so give each its own.',
      },
    ],
    options: {
      concurrency: {
        value: 'N',
        text: {
          zh: '同时做几个步骤，默认为核数加一',
          en: 'steps at a time, cores plus one unless given',
        },
      },
    },
    examples: [{ call: 'worker', what: { zh: '多一双手', en: 'one more pair of hands' } }],
  },
  async run(call, { config, signal }) {
    const concurrency = wholeNumber(call, 'concurrency', { least: 1, most: 64 })
    await work(config, { signal, ...(concurrency === undefined ? {} : { concurrency }) })
    return 0
  },
}
