import { expect, test } from 'vitest'
import { catalogueLines, describe as description } from '../../connectors/catalogue.ts'
import { cremations } from '../../connectors/feeds/cremations.ts'
import { FEEDS } from '../../connectors/feeds/index.ts'
import { vehicles } from '../../connectors/feeds/vehicles.ts'
import { REGISTER_TABLES } from '../../connectors/register/index.ts'

test('a feed is described by id, department, title and a line a column', () => {
  expect(catalogueLines(description(vehicles), 'zh')).toEqual([
    'public-security.vehicles  公安  公安·车管',
    '  车辆所有人 [必填列]  姓名, 与同一行的证件号码一一对应; 多人用「、」分隔',
    '  身份证号 [必填列]  18 位公民身份号码(末位 X 大写), 也接受 15 位旧号、20 或 22 位残疾人证号; 单元格须为文本; 不得用 * 遮盖; 也可写作: 身份证明号码',
    '  车牌号 [必填列]  编码或号码; 单元格须为文本, 保留开头的 0; 也可写作: 号牌号码',
    '  号牌种类  编码或号码; 单元格须为文本, 保留开头的 0',
    '  车辆类型 [必填列]  GA/T 16.4 代码(如 K33、H12、M21)或名称(如 小型轿车、重型普通货车); 客车、货车须写明大小',
    '  使用性质  文字',
    '  机动车状态 [必填列]  代码(A 正常、B 转出、C 被盗抢、E 注销、G 违法未处理、M 强制注销、P 达到报废标准、Q 逾期未检验等; 可连写, 如 GQ)或名称',
    '  初次登记时间 [必填列]  日期: 2017-09-30、2017/9/30、2017.9.30、20170930、2017年9月30日, 或只写年月; 也可写作: 初次登记日期',
    '  购置价 (元)  数字, 可用千位分隔符; 不写单位, 不写「三万」一类的文字; 也可写作: 车价',
  ])
  expect(catalogueLines(description(cremations), 'en')[3]).toBe(
    '  死亡日期 [required]  a date: 2017-09-30, 2017/9/30, 2017.9.30, 20170930, 2017年9月30日, or year and month only',
  )
})

test('a register table has no department; its categories take codes too, which is said', () => {
  const members = description(REGISTER_TABLES.members)
  expect([members.id, members.department]).toEqual(['register.members', undefined])
  expect(members.columns.find(column => column.header === '健康状况')?.accepts.zh).toBe(
    '填下列之一, 多项用「、」分隔: 健康、长期慢性病、患有大病、残疾(也可填系统代码)',
  )
})

test('every column of every table says what it accepts, in both languages', () => {
  const columns = [...FEEDS, ...Object.values(REGISTER_TABLES)].flatMap(table => description(table).columns)
  expect(columns.filter(column => column.accepts.zh === '' || column.accepts.en === '')).toEqual([])
})
