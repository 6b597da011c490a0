/** 公安·户籍: the population register, one row a person. */
import { category, code, county, date, id, name, number, text, YES_NO } from '../column.ts'
import { feed } from '../definition.ts'
import { isUnusable } from '../reading.ts'
import { sexColumn } from '../sex.ts'

export const residents = feed({
  id: 'public-security.residents',
  department: '公安',
  title: { zh: '公安·户籍', en: 'Public security: residents' },
  columns: {
    name: name('姓名', { required: true }),
    id: id('公民身份号码', { aliases: ['身份证号'], required: true }),
    sex: sexColumn(),
    nation: text('民族'),
    bornOn: date('出生日期'),
    houseNumber: code('户号', { required: true }),
    relation: text('与户主关系'),
    address: text('户籍地址'),
    county: county('区划', { aliases: ['行政区划'], required: true }),
    householdKind: category('户口性质', ['农业', '非农业', '居民家庭户']),
    status: category('户籍状态', ['正常', '死亡注销', '迁出注销', '其他注销'], { required: true }),
    diedOn: date('死亡日期'),
    move: category('迁移类型', ['迁入', '迁出']),
    moveReason: category('迁移原因', ['升学', '婚嫁', '务工', '投靠', '购房', '其他']),
    movedOn: date('迁移日期'),
    becameUrban: category('农转城', YES_NO),
    livesInVillage: category('在村居住', YES_NO),
    contractLand: number('承包地', { unit: '亩' }),
  },
  persons: [{ id: 'id', name: 'name', role: 'self', joins: true }],
  // I04. The rarest condition first.
  ruledOut: { becameUrban: ['否', ''] },
  candidate: row => {
    if (row.read('becameUrban') !== '是' || row.read('livesInVillage') !== '是') return false
    const land = row.read('contractLand')
    return land !== undefined && !isUnusable(land) && land > 0 && row.read('status') === '正常'
  },
})
