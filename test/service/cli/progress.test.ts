import { describe, expect, it } from 'vitest'
import { textWidth } from '../../../pipelines/reports/text-width.ts'
import { ProgressView } from '../../../service/cli/progress.ts'
import { RecordingTerminal } from './calling.ts'

const READING = { zh: '读取户籍', en: 'residents' }
const RULES = { zh: '按规则研判', en: 'rules' }

function view(interactive: boolean, lang: 'zh' | 'en' = 'en') {
  const terminal = new RecordingTerminal(interactive)
  const clock = { time: 0 }
  return { terminal, clock, progress: new ProgressView(terminal, lang, () => clock.time) }
}

describe('progress', () => {
  it('is plain lines where nobody can draw: a stage begins, goes on now and then, ends', () => {
    const { terminal, clock, progress } = view(false)
    for (clock.time = 0; clock.time <= 10_000; clock.time += 1_000)
      progress.report({
        stage: READING,
        done: clock.time * 10,
        total: 200_000,
        unit: 'rows',
        bytes: clock.time * 2_000,
      })
    progress.report({ stage: RULES, done: 3, total: 4, unit: 'households' })
    clock.time = 12_000
    progress.finish()
    expect(terminal.written).toEqual([
      'residents …\n',
      '  25 %, 50,000 rows, 2.0 MB/s, 0:15 left\n',
      '  50 %, 100,000 rows, 2.0 MB/s, 0:10 left\n',
      'done: residents, 100,000 rows, 1.8 MB/s, 11.0 s\n',
      'rules …\n',
      'done: rules, 3 households, 1.0 s\n',
    ])
  })

  it('is one line on a terminal, drawn over ten times a second at most', () => {
    const { terminal, clock, progress } = view(true, 'zh')
    for (clock.time = 0; clock.time <= 2_000; clock.time += 10)
      progress.report({ stage: READING, done: clock.time, total: 4_000, unit: 'rows' })
    const drawn = terminal.written.filter(text => text.startsWith('['))
    expect(drawn).toHaveLength(21)
    expect(drawn.at(-1)).toContain('████████░░░░░░░░  50 %  2,000 行  剩余 0:02')
    progress.finish()
    expect(terminal.written.slice(-2)).toEqual(['[]', '✓ 读取户籍  2,000 行，2.0 秒\n'])
  })

  it('never draws more than the terminal is wide', () => {
    const { terminal, progress } = view(true, 'zh')
    progress.report({
      stage: { zh: '读取'.repeat(40), en: '' },
      done: 1,
      unit: 'rows',
      note: { zh: '很长的文件名'.repeat(20), en: '' },
    })
    expect(textWidth((terminal.written[0] ?? '').slice(1, -1))).toBeLessThan(80)
  })

  it('takes its line away when the work fails, and calls nothing done', () => {
    const { terminal, progress } = view(true)
    progress.report({ stage: READING, done: 1, unit: 'rows' })
    progress.abandon()
    progress.finish()
    expect(terminal.written.at(-1)).toBe('[]')
  })
})
