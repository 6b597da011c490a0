/** The first columns of a roll-up: which county, which village. */
import type { GroupedColumn } from '../grouped-sheet.ts'
import type { Area } from './areas.ts'

type OfArea = GroupedColumn<{ readonly area: Area }>

export const COUNTY: readonly OfArea[] = [
  { head: '县代码', width: 9, value: row => row.area.county },
  { head: '县(市、区)', width: 16, value: row => row.area.countyName },
]
export const VILLAGE: readonly OfArea[] = [
  ...COUNTY,
  { head: '乡镇', width: 12, value: row => row.area.township },
  { head: '村编码', width: 15, value: row => row.area.village || '未填' },
  { head: '村', width: 12, value: row => row.area.villageName },
]
