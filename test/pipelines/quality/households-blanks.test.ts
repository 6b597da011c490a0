import { household } from '../rules/dossier.ts'
import { quality } from './table.ts'

const FILLED = {
  贫困户属性: '一般贫困户',
  军烈属: '否',
  主要致贫原因: '因病',
  低保金: '0',
  五保金: '0',
  其他转移性收入: '0',
  耕地面积: '0',
  林地面积: '0',
  退耕还林面积: '0',
  有效灌溉面积: '0',
  入户路类型: '水泥路',
  主要燃料类型: '柴草',
  卫生厕所: '是',
  加入合作社: '否',
  通生产用电: '是',
  通生活用电: '是',
  饮水困难: '否',
  饮水安全: '是',
  银行卡号: '6228480000000000001',
  开户银行名称: '农村信用社',
} as const

const BLANKS = {
  H01: ['贫困户属性'],
  H02: ['军烈属'],
  H03: ['主要致贫原因'],
  H29: ['低保金', '五保金', '其他转移性收入'],
  H43: ['耕地面积', '林地面积', '退耕还林面积', '有效灌溉面积'],
  H50: [
    '入户路类型',
    '主要燃料类型',
    '卫生厕所',
    '加入合作社',
    '通生产用电',
    '通生活用电',
    '饮水困难',
    '饮水安全',
  ],
  H60: ['银行卡号', '开户银行名称'],
} as const satisfies Readonly<Record<string, readonly (keyof typeof FILLED)[]>>

for (const [id, headers] of Object.entries(BLANKS)) {
  const cells = (each: string, text: string) => ({ ...FILLED, [each]: text })
  quality(id, [
    ...headers.map(
      each =>
        [
          `fires where ${each} is empty`,
          household({ cells: cells(each, '') }),
          id === 'H60' ? 'suspected' : 'error',
        ] as const,
    ),
    ['not where all is filled', household({ cells: FILLED }), 'none'],
    ...headers.map(
      each =>
        [`not where ${each} cannot be read`, household({ cells: cells(each, '三万') }), 'none'] as const,
    ),
    ['does not conclude without a column', household({ without: headers }), 'no column'],
  ])
}
