/** Fields of a village that must not be empty. */
import { textOf } from '../../../connectors/reading.ts'
import { both } from '../../rules/text.ts'
import { said } from '../../rules/wording.ts'
import { emptyAmong } from '../emptiness.ts'
import { villageRule } from '../place-rule.ts'

export const V06 = villageRule({
  id: 'V06',
  title: both('出列村低保户数或低保人口数为空', 'No 低保户数 or 低保人口数 of a delisted village'),
  class: 'error',
  text: both(
    '是否出列为是的行政村低保户数或低保人口数为空',
    'The 低保户数 or 低保人口数 of a village that says 是否出列=是 is empty',
  ),
  from: ['S2:1_03_014'],
  judge: ({ record }) =>
    record.values.delisted === '是'
      ? emptyAmong('villages', record, ['dibaoHouseholds', 'dibaoPeople'])
      : undefined,
})

export const V09 = villageRule({
  id: 'V09',
  title: both('特困供养人口数或残疾人口数为空', 'No 特困供养人口数 or 残疾人口数'),
  class: 'error',
  text: both(
    '行政村特困供养人口数或残疾人口数为空',
    'The 特困供养人口数 or 残疾人口数 of a village is empty',
  ),
  from: ['S2:1_03_015', 'S2:1_03_016'],
  judge: ({ record }) => emptyAmong('villages', record, ['tekunPeople', 'disabledPeople']),
})

export const V15 = villageRule({
  id: 'V15',
  title: both('公共服务设施为空', 'Public services are empty'),
  class: 'error',
  text: both(
    '行政村卫生室、执业（助理）医师、公共卫生厕所、垃圾集中堆放点、文化（图书）室、村小学或客运班车为空',
    'Clinics, doctors, public toilets, waste points, libraries, primary schools or bus service of a village are empty',
  ),
  reading: both('一村一条，列出为空的各项', 'One lead a village, which lists what is empty'),
  from: Array.from({ length: 10 }, (_, at) => `S2:1_03_${String(at + 4).padStart(3, '0')}`),
  judge: ({ record }) =>
    emptyAmong('villages', record, [
      'clinics',
      'doctors',
      'publicToilets',
      'wastePoints',
      'libraries',
      'primarySchools',
      'busService',
    ]),
})

/** A mobile number, or a landline with or without area code and extension; white space is folded away before. */
const PHONE = /^(?:1[3-9]\d{9}|(?:\(?0\d{2,3}\)?-?)?[1-9]\d{6,7}(?:-\d{1,6})?)$/

export const V23 = villageRule({
  id: 'V23',
  title: both('负责人或联系电话为空或无效', 'No leader, or no valid telephone number'),
  class: 'suspected',
  text: both(
    '行政村负责人为空，或联系电话为空，或既不是手机号也不是固定电话号码',
    'A village has no 负责人, no 联系电话, or one that is neither a mobile nor a landline number',
  ),
  reading: both(
    '手机号：1 开头 11 位，第二位 3—9；固定电话：7—8 位，可带区号（0 开头 3—4 位）和分机',
    'Mobile: 11 digits, 1 and then 3–9; landline: 7–8 digits, with or without area code (0 and 2–3 digits) and extension',
  ),
  judge: ({ record }) => {
    const phone = textOf(record.values.phone)
    const empty = emptyAmong('villages', record, ['leader', 'phone'])
    if (phone === '' || PHONE.test(phone)) return empty
    const invalid = `联系电话 ${said(phone)} 不是有效的电话号码`
    return typeof empty === 'string' ? `${empty}，${invalid}` : invalid
  },
})
