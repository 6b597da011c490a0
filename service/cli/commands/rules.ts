/** `bidui rules`: the published catalogue of rules. */
import { feedById } from '../../../connectors/feeds/index.ts'
import {
  isParameterName,
  PARAMETERS,
  type Policy,
  SHIPPED_POLICIES,
  valueAt,
} from '../../../pipelines/policies/index.ts'
import { CLASSES } from '../../../pipelines/reports/wording.ts'
import { RULES } from '../../../pipelines/rules/index.ts'
import { PACKS, rulesOf } from '../../../pipelines/rules/packs.ts'
import { type AnyRule, DIRECTIONS, SEVERITIES } from '../../../pipelines/types.ts'
import { oneOf } from '../arguments.ts'
import type { Command, Context } from '../command.ts'
import { readDay } from '../day.ts'
import { bullets, entries, table } from '../layout.ts'
import { policyOfCall, policyPath } from '../policy.ts'

export const rules: Command = {
  usage: {
    summary: {
      zh: '比对规则目录：条件、参数、依据、核查要点、常见合理解释',
      en: 'the rules: text, parameters, basis, what to check, innocent explanations',
    },
    synopsis: ['[--quality] [--policy FILE] [--as-of DATE]', 'ID… [--policy FILE] [--as-of DATE]'],
    about: [
      {
        zh: '不带参数时列出政策所用的规则；给出编号时逐条说明。参数取自政策文件，以 --as-of 之日为准。',
        en: 'Without an ID it lists the rules that the policy uses; with one it explains the rule. Parameters are those of the policy on the day of --as-of.',
      },
    ],
    options: {
      quality: {
        text: {
          zh: '只列数据质量规则，连同条件、出处和所选理解',
          en: 'the data quality rules alone, with text, provenance and chosen reading',
        },
      },
      policy: {
        value: 'FILE',
        text: {
          zh: '政策：自带的名称或文件；默认 kunming-2017',
          en: 'the policy, by name or file; kunming-2017 unless given',
        },
      },
      'as-of': {
        value: 'DATE',
        text: { zh: '参数以哪一天为准；默认今天', en: 'the day of the parameters; today unless given' },
      },
    },
    operands: { least: 0, most: 200 },
    examples: [
      {
        call: 'rules',
        what: { zh: '默认政策所用的规则', en: 'the rules that the policy uses where none is named' },
      },
      {
        call: 'rules --quality',
        what: { zh: '数据质量规则及其出处', en: 'data quality rules and where they come from' },
      },
      {
        call: 'rules --policy fangfanpin-2023',
        what: { zh: '防返贫动态监测所用的规则', en: 'the rules of monitoring' },
      },
      { call: 'rules X01', what: { zh: '一条规则的全部内容', en: 'everything about one rule' } },
    ],
  },
  async run(call, context) {
    const policy = await policyOfCall(policyPath(call.value('policy'), context.workingDirectory))
    const day = readDay('as-of', call.value('as-of')) ?? context.today
    const ids = RULES.map(rule => rule.id)
    const asked = call.operands.map(word =>
      oneOf(word.toUpperCase(), ids, { zh: '规则', en: 'rule' }, 'bidui rules'),
    )
    context.terminal.out(
      asked.length === 0
        ? call.has('quality')
          ? qualityList(policy, context)
          : list(policy, context)
        : RULES.filter(rule => asked.includes(rule.id))
            .map(rule => detail(rule, policy, day, context))
            .join('\n'),
    )
    return 0
  },
}

function list(policy: Policy, { say, lang, terminal }: Context): string {
  const rules = rulesOf(policy)
  const both = (zh: string, en: string) => (lang === 'zh' ? zh : en)
  const sections = Object.entries(DIRECTIONS).flatMap(([direction, title]) => {
    const those = rules.filter(rule => rule.direction === direction)
    if (those.length === 0) return []
    const columns = [
      { head: both('规则', 'Rule') },
      { head: both('级别', 'severity') },
      { head: both('类别', 'class') },
      { head: both('名称', 'title') },
      { head: both('用到的部门数据（* 没有找到也下结论）', 'feeds (* concludes from absence)') },
    ]
    const row = (rule: AnyRule) => [
      rule.id,
      rule.severity,
      say(CLASSES[rule.class]),
      say(rule.title),
      rule.feeds.map(feed => feed + (rule.absence.includes(feed) ? '*' : '')).join(' '),
    ]
    return [`${say(title)}  ${those.length}`, ...table(columns, those.map(row)), '']
  })
  const key = Object.entries(SEVERITIES)
    .map(([severity, text]) => `${severity} ${say(text)}`)
    .join(both('，', ', '))
  return `${[
    ...sections,
    both(`级别：${key}`, `Severity: ${key}`),
    both(
      `一条规则的全部内容：bidui rules ${rules[0]?.id}`,
      `Everything about one rule: bidui rules ${rules[0]?.id}`,
    ),
    '',
    ...aboutPolicy(policy, say, lang, terminal.width),
  ].join('\n')}\n`
}

/** The policy whose rules were listed, what it says of itself, and which others there are. */
function aboutPolicy(policy: Policy, say: Context['say'], lang: Context['lang'], width: number) {
  const both = (zh: string, en: string) => (lang === 'zh' ? zh : en)
  const packs = policy.packs.map(id => `${id} ${say(PACKS[id].title)}`)
  const others = SHIPPED_POLICIES.filter(id => id !== policy.id).map(id => `bidui rules --policy ${id}`)
  return [
    ...entries([[both('政策', 'Policy'), `${policy.id} ${say(policy.title)}`]], width, 0),
    ...entries([[both('规则包', 'Packs'), packs.join(both('；', '; '))]], width, 0),
    ...(policy.notes ? [both('说明', 'Notes'), ...bullets(policy.notes.map(say), width)] : []),
    ...(others.length > 0
      ? entries([[both('其他政策', 'Others'), others.join(both('、', ', '))]], width, 0)
      : []),
  ]
}

const PROVENANCE = {
  published: { zh: '公开规则', en: 'published' },
  plan: { zh: '工作方案', en: 'work plan' },
  reconstructed: { zh: '重建', en: 'reconstructed' },
} as const

/** Where a rule comes from: 「公开规则 S3#6」. */
const provenanceOf = (rule: AnyRule, say: Context['say']): string =>
  rule.provenance ? [say(PROVENANCE[rule.provenance.kind]), ...rule.provenance.sources].join(' ') : ''

function qualityList(policy: Policy, { say, lang, terminal }: Context): string {
  const those = rulesOf(policy).filter(rule => rule.direction === 'quality')
  const both = (zh: string, en: string) => (lang === 'zh' ? zh : en)
  const kinds = Object.entries(PROVENANCE).map(
    ([kind, text]) => `${say(text)} ${those.filter(rule => rule.provenance?.kind === kind).length}`,
  )
  const lines = those.flatMap(rule => {
    const said = [
      say(rule.text),
      ...(rule.reading ? [`${both('理解', 'Reading')}: ${say(rule.reading)}`] : []),
    ]
    const head = [
      rule.id,
      say(CLASSES[rule.class]),
      provenanceOf(rule, say),
      rule.provenance?.fields.join(' '),
    ]
    return [head.filter(part => part).join('  '), ...bullets(said, terminal.width), '']
  })
  return `${[
    `${say(DIRECTIONS.quality)}  ${those.length}  (${kinds.join(both('，', ', '))})`,
    both(
      'S3 为 2015—2017 年校验程序，S2 为贵州 2023 年规则，S4 为 2021 年校验工具；AAB003 等为全国系统字段代码',
      'S3: checker of 2015–2017, S2: Guizhou 2023, S4: tool of 2021; AAB003 and the like are national column codes',
    ),
    '',
    ...lines,
  ].join('\n')}\n`
}

function detail(rule: AnyRule, policy: Policy, day: string, { say, lang, terminal }: Context): string {
  const both = (zh: string, en: string) => (lang === 'zh' ? zh : en)
  const paragraph = (head: string, text: string) => entries([[head, text]], terminal.width, 0)
  const listed = (head: string, texts: readonly string[]) =>
    texts.length > 0 ? ['', head, ...bullets(texts, terminal.width)] : []
  const feeds = rule.feeds.map(feed => `${say(feedById(feed).title)} (${feed})`)
  const absence = rule.absence.map(feed => say(feedById(feed).title))
  return `${[
    `${rule.id}  ${say(rule.title)}`,
    both(
      `${say(DIRECTIONS[rule.direction])} · ${say(CLASSES[rule.class])} · 最高 ${rule.severity} ${say(SEVERITIES[rule.severity])} · 第 ${rule.version} 版`,
      `${say(DIRECTIONS[rule.direction])} · ${say(CLASSES[rule.class])} · ${rule.severity} (${say(SEVERITIES[rule.severity])}) at most · version ${rule.version}`,
    ),
    ...(rulesOf(policy).includes(rule)
      ? []
      : [both(`政策 ${policy.id} 不用这条规则`, `The policy ${policy.id} does not use this rule`)]),
    '',
    ...paragraph(both('条件', 'Text'), say(rule.text)),
    ...(rule.reading ? paragraph(both('理解', 'Reading'), say(rule.reading)) : []),
    ...paragraph(both('依据', 'Basis'), say(rule.basis)),
    ...(rule.provenance ? paragraph(both('出处', 'From'), provenanceOf(rule, say)) : []),
    ...(feeds.length > 0 ? paragraph(both('数据', 'Feeds'), feeds.join(both('；', '; '))) : []),
    ...(absence.length > 0
      ? paragraph(
          both('覆盖', 'Absence'),
          both(
            `没有找到也下结论：${absence.join('、')}；只在已采用的数据覆盖该县时成立`,
            `concludes from absence in ${absence.join(', ')}, only where an accepted delivery covers the county`,
          ),
        )
      : []),
    ...listed(
      both(`参数（${policy.id}，${day}）`, `Parameters (${policy.id}, ${day})`),
      rule.parameters.map(name => parameterLine(name, policy, day, lang)),
    ),
    ...listed(both('核查要点', 'What to check'), rule.check.map(say)),
    ...listed(both('常见合理解释', 'Known innocent explanations'), rule.innocent.map(say)),
  ].join('\n')}\n`
}

function parameterLine(name: string, policy: Policy, day: string, lang: 'zh' | 'en'): string {
  if (!isParameterName(name)) return name
  const parameter = policy.parameters[name]
  const { title, unit } = PARAMETERS[name]
  if (!parameter)
    return `${name} ${title[lang]}: ${{ zh: '本政策没有规定', en: 'the policy does not set it' }[lang]}`
  const value = valueAt(parameter, day)
  const shown =
    value === undefined
      ? { zh: '当日没有规定', en: 'the policy says nothing for that day' }[lang]
      : `${value.toLocaleString('en-US')}${unit && ` ${unit}`}`
  const verified =
    parameter.verified === 'yes'
      ? { zh: '已核实', en: 'verified' }[lang]
      : { zh: '未核实', en: 'not verified' }[lang]
  const provenance = [verified, parameter.locality, parameter.source]
  const end = lang === 'zh' ? `（${provenance.join('；')}）` : ` (${provenance.join('; ')})`
  return `${name} ${title[lang]} = ${shown}${end}`
}
