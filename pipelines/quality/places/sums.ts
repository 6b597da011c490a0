/** A total that is not what its parts add up to. */
import { isNumber } from '../../rules/conditions.ts'
import { refOf } from '../../rules/evidence.ts'
import { both } from '../../rules/text.ts'
import { said } from '../../rules/wording.ts'
import { villageRule } from '../place-rule.ts'
import { stated } from './comparison.ts'

export const V08 = villageRule({
  id: 'V08',
  title: both('各类贫困户之和不等于贫困户数', 'The kinds of 贫困户 do not add up'),
  class: 'error',
  text: both(
    '行政村一般、低保、五保贫困户数之和不等于贫困户数',
    'The 一般, 低保 and 五保贫困户 of a village do not add up to its 贫困户数',
  ),
  reading: both('四项都能识别才比较', 'All four must be readable'),
  judge: ({ values }) => {
    const { generalPoorHouseholds: general, dibaoPoorHouseholds: dibao } = values
    const { wubaoPoorHouseholds: wubao, poorHouseholds: all } = values
    if (!isNumber(general) || !isNumber(dibao) || !isNumber(wubao) || !isNumber(all)) return undefined
    const sum = general + dibao + wubao
    if (sum === all) return undefined
    return `一般 ${said(general)} + 低保 ${said(dibao)} + 五保 ${said(wubao)} = ${said(sum, '户')} ≠ 贫困户数 ${said(all, '户')}`
  },
})

export const V21 = villageRule({
  id: 'V21',
  title: both('自然村数与自然村表不符', 'Not as many hamlets as it says'),
  class: 'error',
  text: both(
    '行政村自然村数不等于自然村表中编码属于该村的行数',
    'The 自然村数 of a village is not the number of rows of hamlets whose code begins with its code',
  ),
  reading: both(
    '自然村数能识别才比较；按行计，重复的编码也计（见 N01）',
    '自然村数 must be readable; rows count, repeated codes too (N01)',
  ),
  tables: ['hamlets'],
  judge: ({ values, dossier: { hamlets }, context }) => {
    if (!context.hasTable('hamlets')) return { reason: 'no table', table: 'hamlets' }
    if (!isNumber(values.hamletCount) || values.hamletCount === hamlets.length) return undefined
    return `${stated('villages', values, 'hamletCount')} ≠ 自然村表中 ${said(hamlets.length, '个')}`
  },
})

/** One lead on the village: no single hamlet is wrong by itself. */
export const N03 = villageRule({
  id: 'N03',
  title: both('自然村总户数之和不等于行政村总户数', 'The households of its hamlets do not add up'),
  class: 'suspected',
  text: both(
    '行政村各自然村总户数之和不等于该行政村总户数（不设容差）',
    'The 总户数 of the hamlets of a village do not add up to its own 总户数 (no tolerance)',
  ),
  reading: both(
    '一村一条疑点，对象为行政村编码；没有自然村，或有一个自然村的总户数未填、无法识别的，不比较；按行求和，重复的编码也计（见 N01）',
    'One lead a village, its subject the code of the village; nothing is compared where there is no hamlet, or 总户数 of one is empty or cannot be read; rows are added, repeated codes too (N01)',
  ),
  tables: ['hamlets'],
  check: [
    both(
      '逐个自然村核对户数：是否漏报、并村后未改',
      'Count hamlet by hamlet: one left out, or not corrected after hamlets were merged',
    ),
  ],
  innocent: [
    both('零星散居户不属于任何自然村', 'Scattered houses that belong to no hamlet'),
    both('两级数据统计时点不同', 'The two tables were counted on different days'),
  ],
  judge: ({ values: { households }, dossier: { hamlets }, context }) => {
    if (!context.hasTable('hamlets')) return { reason: 'no table', table: 'hamlets' }
    const counts = hamlets.map(hamlet => hamlet.values.households).filter(isNumber)
    if (!isNumber(households) || hamlets.length === 0 || counts.length < hamlets.length) return undefined
    const sum = counts.reduce((total, count) => total + count, 0)
    if (sum === households) return undefined
    return {
      detail: `${said(hamlets.length, '个')}自然村总户数之和 ${said(sum, '户')} ≠ 行政村总户数 ${said(households, '户')}`,
      also: hamlets.map(refOf),
    }
  },
})
