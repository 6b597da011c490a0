/** 自然村: the natural villages, one row each; a code begins with that of its administrative village. */
import { code, number, text } from '../column.ts'
import { registerTable } from '../definition.ts'
import { yesNo } from './code-sets.ts'

export const hamlets = registerTable({
  id: 'hamlets',
  title: { zh: '建档立卡·自然村', en: 'Register: hamlets' },
  columns: {
    code: code('编码', { aliases: ['自然村编码'], required: true }),
    name: text('自然村名称', { aliases: ['自然村'], required: true }),
    village: text('所属行政村', { aliases: ['行政村'] }),
    households: number('总户数', { required: true, unit: '户' }),
    people: number('总人口', { aliases: ['总人口数'], required: true, unit: '人' }),
    poorHouseholds: number('贫困户数', { unit: '户' }),
    poorPeople: number('贫困人口', { aliases: ['贫困人口数'], unit: '人' }),
    paved: yesNo('是否通(沥青/水泥)路', { aliases: ['是否通路', '通路'] }),
    unpavedLength: number('未通里程', { unit: '公里' }),
    villageDistance: number('距行政村里程', { unit: '公里' }),
    domesticPower: yesNo('是否通电', { aliases: ['通电'] }),
    productionPower: yesNo('是否通生产用电', { aliases: ['通生产用电'] }),
    unsafeWaterHouseholds: number('未实现饮水安全户数', { unit: '户' }),
    broadcast: yesNo('是否通广播电视', { aliases: ['通广播电视'] }),
    broadband: yesNo('是否通宽带', { aliases: ['通宽带'] }),
    minority: yesNo('少数民族聚居', { aliases: ['是否少数民族聚居'] }),
  },
  persons: [],
  key: ['code'],
})
