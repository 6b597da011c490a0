/** 人: the members of the registered households, one row a person. */
import { code, date, id, number, text, year } from '../column.ts'
import { registerTable } from '../definition.ts'
import { sexColumn } from '../sex.ts'
import { education, healthState, idKind, labour, politics, relation, schooling, yesNo } from './code-sets.ts'

export const members = registerTable({
  id: 'members',
  title: { zh: '建档立卡·人', en: 'Register: members' },
  columns: {
    householdCode: code('户编号', { required: true }),
    memberCode: code('人编号', { aliases: ['人口编号'], required: true }),
    name: text('姓名', { required: true }),
    sex: sexColumn(),
    idKind: idKind('证件类型'),
    idNumber: id('证件号码', { required: true }),
    bornOn: date('出生日期'),
    relation: relation('与户主关系'),
    // Compared by name, if at all: the codes are not those of GB/T 3304.
    nation: text('民族'),
    education: education('文化程度'),
    schooling: schooling('在校生状况'),
    dropoutReason: text('失学或辍学原因'),
    labour: labour('劳动技能'),
    healthState: healthState('健康状况'),
    disabilityKind: text('残疾类别'),
    certificateYear: year('残疾证办证年度'),
    workMonths: number('务工时间', { unit: '月' }),
    workplace: text('务工所在地'),
    employer: text('务工企业名称'),
    workAbroad: yesNo('是否国外务工'),
    workSector: text('产业分类'),
    workChannel: text('就业渠道'),
    publicPost: text('公益性岗位类型', { aliases: ['公益性岗位'] }),
    publicPostMonths: number('公益性岗位(月数)', { unit: '月' }),
    dibao: yesNo('是否享受低保'),
    tekun: yesNo('是否特困供养人员'),
    residentInsurance: yesNo('居民医保', {
      aliases: [
        '城乡居民医保',
        '是否参加城乡居民基本医疗保险',
        '是否参加新型农村合作医疗(城乡居民基本医疗保险)',
        '是否参加新型农村合作医疗',
      ],
    }),
    employeeInsurance: yesNo('职工医保', { aliases: ['是否参加城镇职工基本医疗保险'] }),
    residentPension: yesNo('居民养老', { aliases: ['城乡居民养老', '是否参加城乡居民基本养老保险'] }),
    employeePension: yesNo('职工养老', { aliases: ['是否参加城镇职工基本养老保险'] }),
    seriousIllnessInsurance: yesNo('大病保险', { aliases: ['是否参加大病保险'] }),
    commercialInsurance: yesNo('商业补充医疗', { aliases: ['是否参加商业补充医疗保险'] }),
    medicalAid: yesNo('是否接受大病医疗救助'),
    otherHealthAid: yesNo('是否接受其他健康扶贫'),
    soldier: yesNo('现役军人', { aliases: ['是否现役军人'] }),
    politics: politics('政治面貌'),
    mandarin: yesNo('是否会讲普通话'),
    phone: code('成员联系电话', { aliases: ['人联系电话'] }),
    identifiedOn: date('人员识别时间'),
    dataYear: year('年度', { aliases: ['数据年度'] }),
  },
  persons: [{ id: 'idNumber', name: 'name', role: 'self', joins: true }],
  key: ['householdCode'],
  badIdStands: true,
})
