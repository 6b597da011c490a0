import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildSummary } from '../../../pipelines/reports/summary.ts'
import { tallyLeads } from '../../../pipelines/reports/tally.ts'
import { renderSummary } from '../../../pipelines/reports/terminal-summary.ts'
import { cutTo, padEnd, padStart, textWidth, wrap } from '../../../pipelines/reports/text-width.ts'
import { COUNTIES, FEEDS, LIST, lead, NOT_CONCLUDED, REGISTER, RULES, RUN } from './snapshot.ts'

const summary = buildSummary({
  run: RUN,
  program: '0.1.0',
  leads: tallyLeads([
    ...LIST.households.flatMap(household => household.leads),
    ...LIST.outside,
    lead({ county: '530128', household: '5301280001' }),
  ]),
  exempt: { X05: 2 },
  notConcluded: NOT_CONCLUDED,
  feeds: FEEDS,
  register: REGISTER,
  rules: RULES,
  counties: COUNTIES,
  seconds: { read: 2 },
})

const lines = (lang: 'zh' | 'en', width = 100) =>
  renderSummary(summary, { lang, colour: false, width }).split('\n')

describe('the summary on a terminal', () => {
  test('counts leads by rule and county, and says what was exempt', () => {
    const text = lines('zh')
    const from = text.indexOf('疑点：按规则')
    expect(text.slice(from, from + 11)).toEqual([
      '疑点：按规则',
      '规则                     合计  禄劝  寻甸',
      '疑似应退 3',
      'X01  小型客车超过限额       2     1     1',
      'X06  全户两辆以上机动车     1     ·     1',
      '疑似应纳 1',
      'I01  住危房未建档           1     ·     1',
      '退出核查 1',
      'T07  未查到参保             1     ·     1',
      '豁免（不成疑点）：X05 2',
      '',
    ])
  })

  test('says by county what adds up to the total', () => {
    const text = lines('zh')
    const from = text.indexOf('疑点：按县')
    expect(text.slice(from + 2, from + 5).map(line => line.split(/ {2,}/))).toEqual([
      ['530128 禄劝彝族苗族自治县', '1', '1', '0', '0'],
      ['530129 寻甸回族彝族自治县', '4', '2', '1', '1'],
      ['合计', '5', '3', '1', '1'],
    ])
  })

  test('shows rejects by reason, what was held with its reason, and what did not arrive', () => {
    const text = lines('zh').join('\n')
    expect(text).toContain('校验码不符 2、科学计数法 1')
    expect(text).toContain('2017.xlsx: 已搁置，待人工确认 — 声明 100 行，实际 98 行')
    expect(text).toContain('未收到')
  })

  test('groups what was not concluded', () => {
    expect(lines('zh').join('\n')).toContain('卫计·参合参保：没有已采用的数据覆盖本县；T07；2 个县，55 处')
    expect(lines('en').join('\n')).toContain(
      'health.insurance: no accepted delivery covers the county; T07; 2 counties, 55 times',
    )
  })

  test('inclusion is shown even when nothing was found', () => {
    const leads = tallyLeads([lead()])
    const text = renderSummary({ ...summary, ...leads }, { lang: 'en', colour: false, width: 100 })
    expect(text).toContain('may have been left out 0\nnone found')
  })

  test.each([60, 80, 100, 140])('stays within %i columns', width => {
    expect(lines('zh', width).filter(line => textWidth(line) > width)).toEqual([])
    expect(lines('en', width).filter(line => textWidth(line) > width)).toEqual([])
  })

  test('counties that do not fit are added up, none is lost', () => {
    const many = Array.from({ length: 30 }, (_, place) => lead({ county: String(530100 + place) }))
    const text = renderSummary({ ...summary, ...tallyLeads(many) }, { lang: 'zh', colour: false, width: 80 })
    const row = text.split('\n').find(line => line.startsWith('X01'))
    const [, total, ...cells] = row?.match(/\d+(?=\s|$)/g)?.map(Number) ?? []
    expect([total, cells.reduce((sum, count) => sum + count, 0)]).toEqual([30, 30])
  })

  test('colour is optional and adds nothing but colour', () => {
    const coloured = renderSummary(summary, { lang: 'zh', colour: true, width: 100 })
    expect(coloured).not.toBe(lines('zh').join('\n'))
    expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(lines('zh').join('\n'))
  })

  test('names files and what to do next', () => {
    const text = renderSummary(summary, {
      lang: 'en',
      colour: false,
      width: 100,
      files: [{ path: 'out/findings.csv', what: { zh: '全部疑点', en: 'every lead' } }],
      next: [{ command: 'npx bidui rules X01', what: { zh: '看规则', en: 'a rule in words' } }],
    })
    expect(text).toContain('Files\n  out/findings.csv  every lead\n')
    expect(text).toContain('Next\n  npx bidui rules X01  a rule in words\n')
  })
})

describe('columns of text', () => {
  test('Han and full-width characters take two, marks none', () => {
    expect(['张三', 'ab', '（１）', '𠮷', 'e\u0301', '·', ''].map(textWidth)).toEqual([4, 2, 6, 2, 1, 1, 0])
  })

  test('padding and cutting meet the width', () => {
    expect([padEnd('张三', 6), padStart('12', 4), cutTo('小型客车超过限额', 9), padEnd('张三丰', 4)]).toEqual(
      ['张三  ', '  12', '小型客车…', '张… '],
    )
  })

  test('wrapping keeps within the width and loses only white space', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('张', '三', 'ab', ' ', '，'), { maxLength: 60 }), pieces => {
        const text = pieces.join('')
        const wrapped = wrap(text, 12)
        expect(wrapped.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
        // A word without white space is never broken.
        const longest = Math.max(12, ...text.split(/[\s张三，]/).map(textWidth))
        expect(wrapped.every(line => textWidth(line) <= longest)).toBe(true)
      }),
    )
  })
})
