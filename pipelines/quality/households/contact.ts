/** How a household is reached and paid: 户联系电话, 银行卡号. */
import { maskId } from '../../../connectors/mask.ts'
import { usable } from '../../../connectors/reading.ts'
import { both } from '../../rules/text.ts'
import { said } from '../../rules/wording.ts'
import { isBankCardNumber } from '../bank-card.ts'
import { householdRule } from '../household-rule.ts'

const ELEVEN_DIGITS = /^\d{11}$/

export const H59 = householdRule({
  id: 'H59',
  title: both('户联系电话为空或不是 11 位', '户联系电话 empty or not 11 digits'),
  class: 'suspected',
  text: both('户联系电话为空，或不是 11 位数字', '户联系电话 is empty, or not 11 digits'),
  fields: ['AAR012'],
  from: ['S3#95', 'S4-p15'],
  needs: ['phone'],
  innocent: [both('无电话，留的是固定电话', 'Has no telephone, or left a fixed line')],
  judge: ({ values: { phone } }) =>
    ELEVEN_DIGITS.test(usable(phone) ?? '') ? undefined : `户联系电话 ${said(phone)}，应为 11 位数字`,
})

export const H61 = householdRule({
  id: 'H61',
  title: both('银行卡号有误或多户相同', '银行卡号 wrong, or of several households'),
  class: 'suspected',
  text: both(
    '银行卡号校验位不符，或与其他户相同',
    'The check digit of 银行卡号 is wrong (Luhn), or other households give the same number',
  ),
  reading: both(
    '含有数字以外字符的算校验不符；未填的见 H60',
    'A number with anything but digits in it is wrong; where it is empty, see H60',
  ),
  fields: ['AAC004'],
  innocent: [
    both('填的是存折账号，不按卡号校验', 'The number of a passbook account, which has no such check digit'),
    both(
      '分户后仍用一张卡，或由亲属代领',
      'One card for two households after a division, or relatives collect it',
    ),
  ],
  judge: ({ dossier: { sameBankCard }, values: { bankCard } }) => {
    const card = usable(bankCard)
    if (card === undefined) return undefined
    const wrong = !isBankCardNumber(card)
    if (!wrong && !sameBankCard) return undefined
    const fault = wrong ? '，校验位不符' : ''
    const shared = sameBankCard
      ? `，与另外 ${sameBankCard.households} 户相同（${sameBankCard.first.map(code => said(code)).join('、')}）`
      : ''
    return `银行卡号 ${maskId(card)}（${card.length} 位）${fault}${shared}`
  },
})
