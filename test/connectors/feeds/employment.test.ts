import { expect, test } from 'vitest'
import { employment } from '../../../connectors/feeds/employment.ts'
import { gb18030, outcome } from '../../fixtures/feeds/delivery.ts'
import { SCIENTIFIC, 孙三, 李四, 赵一, 钱二 } from '../../fixtures/feeds/people.ts'

test('two columns for one name: the one listed first wins, the other is reported', async () => {
  const read = await outcome(
    employment,
    gb18030(`
      姓名,身份证号,社会保障号,单位名称,险种,参保状态,参保身份,缴费月数（月）
      赵一,${SCIENTIFIC},${赵一},"某某""建材""公司",企业养老,正常,单位职工,036
      孙三,,${孙三},,企业养老,参保缴费,灵活就业人员,十二
      李四,${李四},,某某公司,职工医保,中断,劳务派遣,"1,2"
      钱二,${钱二},${钱二},多一列,某,正常,单位职工,12,多
      钱二,${钱二},${钱二},某某公司,某,终止,单位职工,12,,
    `),
  )
  expect(read.rows).toEqual([
    [
      2,
      [`self ${赵一} 赵一`],
      {
        employer: '某某"建材"公司',
        insurance: '企业养老',
        status: '正常',
        standing: '单位职工',
        monthsPaid: 36,
      },
    ],
    [
      3,
      [`self ${孙三} 孙三`],
      {
        insurance: '企业养老',
        status: { raw: '参保缴费' },
        standing: { raw: '灵活就业人员' },
        monthsPaid: { raw: '十二' },
      },
    ],
    [
      6,
      [`self ${钱二} 钱二`],
      {
        employer: '某某公司',
        insurance: '某',
        status: '终止',
        standing: '单位职工',
        monthsPaid: 12,
      },
    ],
  ])
  expect(read.rejects).toEqual([
    [4, '社会保障号', 'empty'],
    [5, '', 'columns'],
  ])
  expect(read.notices).toEqual(['duplicate_column'])
})
