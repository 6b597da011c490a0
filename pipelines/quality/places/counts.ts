/** How many households and people a place has. */
import { both } from '../../rules/text.ts'
import { said } from '../../rules/wording.ts'
import { hamletRule, villageRule } from '../place-rule.ts'

export const V01 = villageRule({
  id: 'V01',
  title: both('总户数为空或为 0', 'No 总户数'),
  class: 'error',
  text: both('行政村总户数为空或为 0', 'The 总户数 of a village is empty or 0'),
  from: ['S2:3_03_003'],
  needs: ['households'],
  judge: ({ values: { households } }) =>
    households === undefined || households === 0 ? `总户数 ${said(households)}` : undefined,
})

export const N02 = hamletRule({
  id: 'N02',
  title: both('总户数或总人口为空或为 0', 'No 总户数 or no 总人口'),
  class: 'error',
  text: both('自然村总户数或总人口为空或为 0', 'The 总户数 or 总人口 of a hamlet is empty or 0'),
  needs: ['households', 'people'],
  judge: ({ values: { households, people } }) =>
    households === undefined || households === 0 || people === undefined || people === 0
      ? `总户数 ${said(households)}，总人口 ${said(people)}`
      : undefined,
})
