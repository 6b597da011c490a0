import { expect, it } from 'vitest'
import { feedById } from '../../../connectors/feeds/index.ts'
import { RULES } from '../../../pipelines/rules/index.ts'
import type { FeedId } from '../../../pipelines/types.ts'
import { ADULT, type Cells, context, flat, idOf, leadsOf, person, row, withRows } from './dossier.ts'

/** A row that makes the rule fire, by rule. */
const FIRES: Readonly<Record<string, readonly [FeedId, Cells]>> = {
  X01: ['public-security.vehicles', { 车辆类型: 'K33', 机动车状态: 'A', 购置价: '530129197003121234' }],
  X03: ['public-security.vehicles', { 车辆类型: 'H11', 机动车状态: 'A' }],
  X07: ['housing.property', { 规划用途: '住宅', 房屋性质: '商品房' }],
  X09: ['housing.presale', { 合同状态: '有效' }],
  X11: ['commerce.enterprises', { 角色: '股东', 企业类型: '企业', 登记状态: '存续' }],
  X13: ['commerce.self-employed', { 登记状态: '存续' }],
  X14: ['hr.public-payroll', { 人员性质: '公务员', 人员状态: '在职' }],
  X15: ['hr.employment', { 参保状态: '正常', 参保身份: '单位职工', 缴费月数: '24' }],
  X19: ['civil-affairs.cremations', {}],
  X28: ['civil-affairs.tekun', { 供养方式: '集中' }],
  I02: ['disabled.certificates', { 残疾等级: '1', 状态: '有效' }],
  I06: ['health.serious-illness', {}],
  I08: ['education.enrolment', { 状态: '辍学', 学段: '小学' }],
}

const SECRETS = [ADULT, idOf('19850607', '321'), '530129700312123']

it.each(Object.entries(FIRES))(
  '%s shows no ID number, in whatever cell one was written',
  (id, [feed, cells]) => {
    const definition = feedById(feed)
    const free = Object.values(definition.columns).filter(
      ({ header, kind }) =>
        cells[header] === undefined && kind !== 'id' && kind !== 'name' && kind !== 'category',
    )
    for (const secret of SECRETS) {
      const stuffed = Object.fromEntries(free.map(({ header }) => [header, `张某 ${secret}`]))
      const delivered = row(feed, { ...stuffed, ...cells }, { name: `王五${secret}` })
      const dossier =
        RULES.find(rule => rule.id === id)?.reads === 'person' ? person([delivered]) : withRows(delivered)
      const shown = [...leadsOf(id, dossier, context())].map(({ detail }) => detail).join('')
      expect([shown.length > 0 || flat(id, dossier).length === 0, shown.includes(secret)]).toEqual([
        true,
        false,
      ])
      expect(shown).not.toMatch(/\d{15}/)
    }
  },
)
