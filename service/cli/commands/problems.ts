/** `bidui problems`: 清零. Lists handed down, what is open, and how it ends. */
import { ATTACHMENT_KIND_NAMES, ATTACHMENT_LIMITS } from '../../../pipelines/clearance/attachment.ts'
import { DEFAULT_LIST } from '../../../workers/clearance/import-list.ts'
import { oneOf } from '../arguments.ts'
import type { Command } from '../command.ts'
import { correct, proof, verify } from '../problems/acts.ts'
import { compare } from '../problems/compare.ts'
import { importVerb } from '../problems/import.ts'
import { list } from '../problems/list.ts'
import { show } from '../problems/show.ts'
import { callOfVerb, type Verb } from '../problems/verb.ts'

const VERBS = { import: importVerb, list, show, verify, correct, proof, compare } as const satisfies Record<
  string,
  Verb
>
const NAMES = Object.keys(VERBS) as (keyof typeof VERBS)[]

const MEGABYTES = ATTACHMENT_LIMITS.bytes / 1024 / 1024

export const problems: Command = {
  usage: {
    summary: {
      zh: '数据问题清零：下发清单、未清问题、核实存证、清单比较',
      en: 'problems of the register down to zero: lists handed down, what is open, proof, comparison',
    },
    synopsis: NAMES.map(name => `${name} ${VERBS[name].form}`),
    about: [
      {
        zh: '每次比对都按建档立卡导出更新问题：新发现的立为问题，值变了的记为变化，导出中不再有的即为改正。「错误」只能改正；「疑似」属实的用 verify 核实存证，值不变就不再提出，值变了重新打开。15:00 以后的操作计入次日；已关账的日子不再变动。',
        en: 'Each comparison moves the problems by the register’s export: what is new is raised, another value is a change, what is no longer shown is corrected. An error can only be corrected; a suspicion that is true is verified with proof, stays silent while its value stays, and reopens with another. What is done from 15:00 on belongs to the next day; a day that is closed is never changed.',
      },
      {
        zh: '下发清单中与本系统规则相同的（规则编号、公布的代码，且对象一致）并入同一问题，其余单独跟踪，直到下一份清单不再有它、有人用 correct 说明已改正，或核实存证。编号可以只写前几位。',
        en: 'Rows of a list that mean a rule of ours (its id or a published code, about the same object) join that problem; the others are tracked by themselves until the next list lacks them, a person notes them as corrected, or proof is filed. A key may be shortened.',
      },
    ],
    options: {
      'as-of': {
        value: 'DATE',
        text: {
          zh: '清单的截至日期；清单自己有「截至日期」列时可省',
          en: 'the day of the list; its own column 截至日期 says it otherwise',
        },
      },
      list: {
        value: 'NAME',
        text: {
          zh: `清单的名称，同名的下一份接替上一份；默认「${DEFAULT_LIST}」`,
          en: `what the list is called: the next one of that name replaces it; ${DEFAULT_LIST} unless given`,
        },
      },
      county: { value: 'CODE', text: { zh: '只要这个区县', en: 'of this county only' } },
      object: {
        value: '村|户|人|自然村',
        text: { zh: '只要这类对象', en: 'village, household, person or hamlet' },
      },
      class: { value: '错误|疑似', text: { zh: '只要这一类', en: 'error or suspected' } },
      state: {
        value: '未清|已改正|已核实存证|全部',
        text: {
          zh: '默认未清',
          en: 'open, corrected, verified or all; open unless given',
        },
      },
      out: {
        value: 'FILE|DIR',
        text: {
          zh: '写到哪里：list、compare 为 .xlsx 或 .csv，proof 为文件夹',
          en: 'where to: .xlsx or .csv of list and compare, a folder of proof',
        },
      },
      unmasked: { text: { zh: '显示完整的证件号码', en: 'show full ID numbers' } },
      note: { value: 'TEXT', text: { zh: '核实或改正的说明', en: 'what was found' } },
      attach: {
        value: 'FILE',
        repeats: true,
        text: {
          zh: `附件，至少一个，至多 ${ATTACHMENT_LIMITS.files} 个，每个不超过 ${MEGABYTES} MB：${ATTACHMENT_KIND_NAMES.zh}`,
          en: `an attachment; 1 to ${ATTACHMENT_LIMITS.files}, of ${MEGABYTES} MB at most: ${ATTACHMENT_KIND_NAMES.en}`,
        },
      },
      by: {
        value: 'NAME',
        text: { zh: '谁做的；默认为本机登录名', en: 'who does it; the login name unless given' },
      },
    },
    operands: { least: 1, most: 21 },
    exits: {
      3: {
        zh: '导入了，但有行没有采用，或清单比已导入的旧',
        en: 'imported, but rows were refused, or the list is older than one before',
      },
    },
    examples: [
      {
        call: 'problems import 省级清单.xlsx --as-of 2017-11-18',
        what: { zh: '导入省里下发的问题清单', en: 'a list that the province handed down' },
      },
      {
        call: 'problems list --county 530129 --class 错误 --out 寻甸.xlsx',
        what: { zh: '一个县还没改正的错误', en: 'the errors of a county that are open' },
      },
      {
        call: 'problems verify 3f2a9c81 --note 入户核实，属实 --attach 证明.pdf --attach 照片.jpg',
        what: { zh: '疑似属实，存证', en: 'a suspicion is true: file the proof' },
      },
      {
        call: 'problems compare --out 清单比较.xlsx',
        what: { zh: '清单和本系统各有什么', en: 'what the list has, and what we have' },
      },
    ],
  },
  async run(call, context) {
    const name = oneOf(call.operands[0] ?? '', NAMES, { zh: '子命令', en: 'verb' }, 'bidui problems --help')
    const verb: Verb = VERBS[name]
    return await verb.run(callOfVerb(name, verb, call), context)
  },
}
