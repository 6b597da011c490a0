/** 问题清单: problem records as the province hands them down, one row a problem. */
import { category, code, date, text } from './column.ts'
import { feed } from './definition.ts'

/** Nobody is looked for in it, so it has no persons; its 证件号码 may be the very thing that is wrong. */
export const PROBLEM_LIST = feed({
  id: 'problem-list',
  department: '省扶贫办',
  title: { zh: '下发问题清单', en: 'Problems handed down' },
  columns: {
    object: category('对象', ['村', '户', '人', '自然村'], {
      aliases: ['问题对象', '对象类型', '对象类别', 'object'],
      required: true,
      synonyms: {
        行政村: '村',
        贫困村: '村',
        贫困户: '户',
        脱贫户: '户',
        监测户: '户',
        家庭: '户',
        贫困人口: '人',
        脱贫人口: '人',
        监测人口: '人',
        人口: '人',
        成员: '人',
        家庭成员: '人',
        village: '村',
        household: '户',
        person: '人',
        hamlet: '自然村',
      },
    }),
    code: code('问题代码', {
      aliases: ['规则编号', '规则代码', '规则号', '问题编号', '问题编码', '代码', 'code', 'rule'],
      required: true,
    }),
    field: text('问题字段', { aliases: ['字段', '字段名称', '指标', '问题指标', 'field'] }),
    text: text('规则', {
      aliases: [
        '规则说明',
        '规则内容',
        '规则文本',
        '问题描述',
        '问题说明',
        '规则描述',
        '规则名称',
        'text',
        'rule text',
      ],
    }),
    value: text('问题值', { aliases: ['现值', '当前值', '字段值', 'value'] }),
    class: category('类别', ['错误', '疑似'], {
      aliases: ['问题类别', '问题类型', '错误/疑似', 'class'],
      required: true,
      synonyms: {
        错误数据: '错误',
        疑似错误: '疑似',
        疑似数据: '疑似',
        疑似问题: '疑似',
        error: '错误',
        suspected: '疑似',
      },
    }),
    countyName: text('县', { aliases: ['县(市、区)', '县(市、区、旗)', '区县'] }),
    township: text('乡', { aliases: ['乡(镇)', '乡镇'] }),
    villageName: text('村', { aliases: ['行政村'] }),
    village: code('村编码', { aliases: ['行政村编码', 'village'] }),
    household: code('户编号', { aliases: ['household'] }),
    member: code('人编号', { aliases: ['人口编号', 'member'] }),
    idNumber: code('证件号码', { aliases: ['公民身份号码', '身份证号', '身份证号码', 'id_number'] }),
    hamlet: code('自然村编码', { aliases: ['hamlet'] }),
    asOf: date('截至日期', {
      aliases: ['截止日期', '数据截止日期', '截至', '截止', '截至时间', 'as of', 'as_of', 'asOf'],
    }),
  },
  persons: [],
})
