import { describe, expect, it } from 'vitest'
import { rowKind } from '../../connectors/row-kind.ts'
import { idNumber } from './persons.ts'

const HEADER = ['姓名', '身份证号', '备注']
const kind = (...cells: (string | number)[]) => rowKind(cells, HEADER, [1])

describe('a record', () => {
  it.each([
    ['blank', ['', '', '']],
    ['blank', ['']],
    ['blank', [' ', '\u3000', '\u200b']],
    ['blank', ['=""', "'", '']],
    ['header', ['姓名', '身份证号', '备注']],
    ['header', ['姓 名', '身份证号 ', '备注', '']],
    ['data', ['姓名', '身份证号', '备注', 'x']],
    ['data', ['姓名', '530129', '']],
    ['subtotal', ['合计', '', '3']],
    ['subtotal', ['', '禄劝县小计', '3']],
    ['subtotal', ['总计：12人', '', '']],
    ['subtotal', ['合 计', '人', '']],
    ['data', ['合计', '1', '']],
    ['data', ['合计', '１', '']],
    ['data', ['合计', 3, '']],
    ['data', ['本合计数', '', '3']],
    ['note', ['', '', '以上数据截至本月']],
    ['note', ['数据来源：公安局', '', '2017']],
    ['note', ['注：', 'x', 'y']],
    ['note', ['制表人：张三', '', '审核：李四']],
    ['note', ['备注', '530129********1238', '']],
    ['data', ['', '', '12345']],
    ['data', ['', '', 'abc']],
    ['data', ['注福', idNumber(1), '']],
    ['data', ['说明有限公司', '530129900307123', '']],
    ['data', ['', `张三${idNumber(1)}`, '']],
    ['data', ['张三', 'x', '']],
    ['note', ['张三', '', '']],
  ] as [string, (string | number)[]][])('is %s: %j', (expected, cells) =>
    expect(kind(...cells)).toBe(expected),
  )

  it('is blank before it is a repeated header', () => {
    expect(rowKind(['', ''], ['', ''], [])).toBe('blank')
  })

  it('is a subtotal before it is a note', () => {
    expect(kind('备注合计', '', '')).toBe('subtotal')
  })

  it('without ID columns is a note or a subtotal all the same', () => {
    expect(rowKind(['合计', '12'], HEADER, [])).toBe('subtotal')
    expect(rowKind(['说明', '12'], HEADER, [])).toBe('note')
  })
})
