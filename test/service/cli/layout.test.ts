import { describe, expect, it } from 'vitest'
import { bullets, entries, table } from '../../../service/cli/layout.ts'

describe('layout', () => {
  it('aligns what East-Asian names mean', () => {
    expect(
      entries(
        [
          ['姓名', '甲'],
          ['ID', '乙'],
          ['', '丙'],
        ],
        60,
      ),
    ).toEqual(['  姓名  甲', '  ID    乙', '        丙'])
  })

  it('hangs a long meaning under itself', () => {
    expect(entries([['a', 'one two three four five six seven']], 30)).toEqual([
      '  a  one two three four five',
      '     six seven',
    ])
    expect(bullets(['one two three four five six seven'], 28)).toEqual([
      '  · one two three four five',
      '    six seven',
    ])
  })

  it('makes tables as wide as their cells, numbers to the right', () => {
    expect(
      table(
        [{ head: '列' }, { head: '次数', right: true }, { head: '例' }],
        [
          ['购置价', '1', '三万'],
          ['x', '12,345', ''],
        ],
      ),
    ).toEqual(['  列        次数  例', '  购置价       1  三万', '  x       12,345'])
  })
})
