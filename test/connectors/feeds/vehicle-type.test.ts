import { expect, test } from 'vitest'
import { isUnusable } from '../../../connectors/reading.ts'
import { readVehicleStatus } from '../../../connectors/vehicle-status.ts'
import { readVehicleType } from '../../../connectors/vehicle-type.ts'

test.each([
  ['K11', 'K1'],
  ['k22', 'K2'],
  ['Ｋ３３', 'K3'],
  ['K4', 'K4'],
  ['K33小型轿车', 'K3'],
  ['H11', 'H1'],
  ['H1A', 'H1'],
  ['H54', 'H5'],
  ['Q11', 'Q'],
  ['Z', 'Z'],
  ['J11', 'J'],
  ['M21', 'M'],
  ['N11', 'N'],
  ['T11', 'T'],
  ['D11', 'none'],
  ['G12', 'none'],
  ['B11', 'none'],
  ['X99', 'none'],
  ['大型普通客车', 'K1'],
  ['中型 客车', 'K2'],
  ['小型越野客车', 'K3'],
  ['微型面包车', 'K4'],
  ['轿车', 'K3'],
  ['微型轿车', 'K4'],
  ['重型自卸货车', 'H1'],
  ['中型厢式货车', 'H2'],
  ['轻型普通货车', 'H3'],
  ['微型货车', 'H4'],
  ['低速货车', 'H5'],
  ['重型半挂牵引车', 'Q'],
  ['大型专项作业车', 'Z'],
  ['轮式装载机械', 'J'],
  ['重型普通半挂车', 'none'],
  ['正三轮摩托车', 'M'],
  ['三轮汽车', 'N'],
  ['手扶变形运输机', 'T'],
])('车辆类型 %s is %s', (cell, type) => {
  expect(readVehicleType(cell)).toBe(type)
})

test.each(['普通客车', '货车', 'K', 'K5', 'H99', 'JEEP', '小型汽车', 'MPV'])(
  '车辆类型 %s does not say enough',
  cell => {
    expect(readVehicleType(cell)).toEqual({ raw: cell })
  },
)

test.each([
  ['A', 'active'],
  ['gq', 'active'],
  ['G、Q', 'active'],
  ['违法未处理,逾期未检验', 'active'],
  ['查封', 'active'],
  ['B', 'gone'],
  ['c', 'gone'],
  ['GE', 'gone'],
  ['Ａ，Ｍ', 'gone'],
  ['P 达到报废标准', 'gone'],
  ['转出', 'gone'],
  ['正常;被盗抢', 'gone'],
  ['强制注销', 'gone'],
  ['违法未处理 注销', 'gone'],
])('机动车状态 %s is %s', (cell, status) => {
  expect(readVehicleStatus(cell)).toBe(status)
})

test.each(['报废', '未注销', '已过户', '1', 'NORMAL'])(
  '机动车状态 %s is not understood, so it exempts nothing',
  cell => {
    expect(isUnusable(readVehicleStatus(cell))).toBe(true)
  },
)

test('no type and no state is missing, not unusable', () => {
  expect([readVehicleType('/'), readVehicleStatus(' ')]).toEqual([undefined, undefined])
})
