/** `bidui serve`: the service that an office leaves alone. */
import { join, resolve } from 'node:path'
import { serve as serveOffice } from '../../serve/serve.ts'
import type { Command } from '../command.ts'
import { checkApart, checkInbox, checkOut } from '../run-call.ts'
import { wholeNumber } from '../whole-number.ts'

export const serve: Command = {
  usage: {
    summary: {
      zh: '值守：收件、每夜比对、执行步骤、回答健康检查与进度',
      en: 'the service: takes what arrives, compares every night, does the work, answers about itself',
    },
    synopsis: ['[--inbox DIR] [--out DIR] [--concurrency N] [--at-most N] [--settle SECONDS]'],
    about: [
      {
        zh: '一直运行，直到被停止（Ctrl-C 或 SIGTERM）：十秒内放下手头的步骤，下次或别的进程接着做。每夜比对的时间见 BIDUI_NIGHTLY，健康检查和进度见 BIDUI_HTTP，队列默认在数据库里（REDIS_URL 可改）。',
        en: 'Runs until it is stopped (Ctrl-C or SIGTERM): within ten seconds it puts down what it does, and whoever runs next goes on there. BIDUI_NIGHTLY says when a night is compared, BIDUI_HTTP where it answers; the queue is in the database unless REDIS_URL is set.',
      },
      {
        zh: '收件箱里的 manifest.json 和它所列的文件都到齐、大小不再变化之后即被接收并归档。用内置数据库时，同一台主机上的其他 bidui 命令会使用本服务的数据库。',
        en: 'What lies in the inbox is taken into the archive once manifest.json and all files that it names are there and have stopped growing. With the built-in database, other bidui commands on this host use that of the service.',
      },
    ],
    options: {
      inbox: {
        value: 'DIR',
        text: {
          zh: '要看守的收件箱；不给就只用以前收到的',
          en: 'the inbox to watch; without it, what has arrived before is compared',
        },
      },
      out: {
        value: 'DIR',
        text: {
          zh: '结果文件夹，每次比对一个子文件夹；默认在状态文件夹的 reports/',
          en: 'the folder for results, one below it for each run; reports/ in the state folder unless given',
        },
      },
      concurrency: {
        value: 'N',
        text: {
          zh: '同时做几个步骤，默认为核数加一；0 表示交给 bidui worker',
          en: 'steps at a time, cores plus one unless given; 0 leaves them to bidui worker',
        },
      },
      'at-most': {
        value: 'N',
        text: {
          zh: '所有主机合计同时最多做几个步骤，默认不限',
          en: 'steps at a time on all hosts together, no bound unless given',
        },
      },
      settle: {
        value: 'SECONDS',
        text: {
          zh: '文件多少秒不再变化才接收，默认 10',
          en: 'for how long files must not have changed before they are taken, 10 unless given',
        },
      },
    },
    examples: [
      {
        call: 'serve --inbox inbox',
        what: { zh: '看守收件箱，每夜比对', en: 'watches the inbox, compares every night' },
      },
      {
        call: 'serve --inbox inbox --concurrency 0',
        what: { zh: '步骤都交给 bidui worker', en: 'leaves the work to bidui worker' },
      },
    ],
  },
  async run(call, { config, terminal, say, signal, workingDirectory }) {
    const given = call.value('inbox')
    const inbox = given === undefined ? undefined : resolve(workingDirectory, given)
    const wanted = call.value('out')
    const out = wanted === undefined ? join(config.home, 'reports') : resolve(workingDirectory, wanted)
    const concurrency = wholeNumber(call, 'concurrency', { least: 0, most: 64 })
    const atMost = wholeNumber(call, 'at-most', { least: 1, most: 10_000 })
    const settleSeconds = wholeNumber(call, 'settle', { least: 1, most: 3600 })
    if (inbox !== undefined) {
      await checkInbox(inbox)
      checkApart(inbox, out)
    }
    // The state folder is made by the database, with the rights that it needs.
    if (wanted !== undefined) await checkOut(out)
    await serveOffice(config, {
      out,
      signal,
      ready: text => terminal.out(`bidui serve: ${say(text)}\n`),
      ...(inbox === undefined ? {} : { inbox }),
      ...(concurrency === undefined ? {} : { concurrency }),
      ...(atMost === undefined ? {} : { atMost }),
      ...(settleSeconds === undefined ? {} : { settleSeconds }),
    })
    return 0
  },
}
