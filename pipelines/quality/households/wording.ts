/** How what several members or several causes say is put into one detail. */
import { partsOf } from '../../../connectors/column.ts'
import { isUnusable } from '../../../connectors/reading.ts'
import { said } from '../../rules/wording.ts'
import type { Member, RegisterRow } from '../../types.ts'

type Listed = RegisterRow<'households'>['mainCause']

/** 「因病、因残」; as delivered where a part of it cannot be read. */
export function saidCauses(causes: Listed): string {
  if (causes === undefined || isUnusable(causes)) return said(causes)
  const { items, text } = causes
  return said(items.length === partsOf(text).length ? items.join('、') : text)
}

type Single = 'schooling' | 'dibao' | 'workMonths' | 'labour'

/** 「小学、非在校生、非在校生」: what the members say, in an order that does not depend on that of the rows. */
export const saidByMembers = (members: readonly Member[], property: Single): string =>
  members
    .map(({ values }) => said(values[property]))
    .toSorted()
    .join('、') || '没有成员'
