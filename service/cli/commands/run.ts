/** `bidui run`: the whole job on a folder of real files. */
import type { RunSummary } from '../../../pipelines/reports/summary.ts'
import { ACCEPT_OPTIONS } from '../acceptances.ts'
import type { Command } from '../command.ts'
import { compare, tellOutcome } from '../comparison.ts'
import { HELD_BACK, UNMASKED } from '../comparison-usage.ts'
import { readRunCall } from '../run-call.ts'

/** How to read about a rule of the run. */
function ruleCall({ byRule }: RunSummary, policy: string | undefined): string {
  if (policy === undefined) return 'bidui rules X01'
  return ['bidui rules', ...Object.keys(byRule).slice(0, 1), '--policy', policy].join(' ')
}

export const run: Command = {
  usage: {
    summary: {
      zh: '比对一个收件箱：读数据、下结论、写核查清单',
      en: 'the whole job: reads an inbox, compares, writes the review lists',
    },
    synopsis: [
      '--inbox DIR --out DIR [--county CODE]… [--purpose TEXT] [--policy FILE]',
      '--inbox DIR --out DIR --accept DELIVERY --reason TEXT [--accept … --reason …]',
    ],
    about: [
      {
        zh: '收件箱含 register/（建档立卡各表）、feeds/编号/（部门文件）和 manifest.json（每份数据的截止日期、覆盖区县、行数、授权文号）。没有 manifest.json 也能比对，但「没有找到」一律不下结论。',
        en: 'The inbox holds register/ (the tables of the register), feeds/ID/ (the departments’ files) and manifest.json (cut-off, counties covered, row count and authorisation of each delivery). It works without a manifest, but then nothing is concluded from absence.',
      },
      {
        zh: '可疑的数据（行数不符、被拒过多、比上次少得多、日期更旧）会被搁置：不用它下结论，改用上一次采用的一份，退出状态为 3。看过之后可以用 --accept 采用，理由会记录在案。',
        en: 'A delivery that looks wrong (row count, too many rejects, much smaller or older than before) is held: nothing is concluded from it, the one accepted before is used, and the exit status is 3. Having looked at it, take it with --accept; the reason is recorded.',
      },
    ],
    options: {
      inbox: { value: 'DIR', text: { zh: '收件箱文件夹', en: 'the folder with the files' } },
      out: {
        value: 'DIR',
        text: { zh: '结果文件夹；没有就新建', en: 'the folder for the results; made if it is not there' },
      },
      county: {
        value: 'CODE',
        repeats: true,
        text: {
          zh: '只要这个县的疑点，6 位代码；数据仍全部读取，有新数据的部门才写反馈',
          en: 'only the leads of this county, 6 digits; all data is read all the same, feedback only where it is new',
        },
      },
      purpose: {
        value: 'TEXT',
        text: { zh: '比对用途，印在每份清单上', en: 'what the comparison is for; printed on every list' },
      },
      policy: {
        value: 'FILE',
        text: {
          zh: '政策（规则包和参数）：自带的名称或文件；默认 kunming-2017',
          en: 'the policy (rules and parameters), by name or file; kunming-2017 unless given',
        },
      },
      ...ACCEPT_OPTIONS,
      unmasked: UNMASKED,
    },
    exits: { 3: HELD_BACK },
    examples: [
      {
        call: 'run --inbox inbox --out out --purpose 2017年动态管理',
        what: { zh: '全市比对', en: 'the whole city' },
      },
      {
        call: 'run --inbox inbox --out out-530129 --county 530129',
        what: { zh: '只要寻甸的疑点', en: 'only the leads of 寻甸' },
      },
      {
        call: 'run --inbox inbox --out out --accept health.insurance --reason 卫计局电话确认行数',
        what: { zh: '核实后采用被搁置的数据', en: 'takes a held delivery after a call to the department' },
      },
    ],
  },
  async run(call, context) {
    const request = await readRunCall(call, context.workingDirectory)
    const outcome = await compare(context.config, request, context)
    const next = [
      {
        command: ruleCall(outcome.summary, call.value('policy')),
        what: {
          zh: '一条规则的条件、依据、核查要点、常见合理解释',
          en: 'a rule: its text, basis, what to check, innocent explanations',
        },
      },
      ...(outcome.exitCode === 3
        ? [
            {
              command: 'bidui run … --accept DELIVERY --reason TEXT',
              what: {
                zh: '看过之后采用被搁置的数据',
                en: 'takes a held delivery once somebody has looked at it',
              },
            },
          ]
        : []),
    ]
    tellOutcome(outcome, { out: request.out, next }, context)
    return outcome.exitCode
  },
}
