import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { finalName, isPartial, openInbox } from '../../../workers/reading/inbox.ts'
import { temporaryFolder } from '../postgres/folders.ts'

it.each([
  ['a.csv', undefined, false],
  ['a.csv.part', 'a.csv', true],
  ['a.csv.TMP', 'a.csv', true],
  ['a.partial', 'a', true],
  ['.a.csv.x7Kp2Q', 'a.csv', true],
  ['.a.csv', undefined, false],
  ['2017.11.csv', undefined, false],
  ['~$a.xlsx', undefined, true],
])('%s: its name in the end is %s, partial %s', (name, final, partial) => {
  expect([finalName(name), isPartial(name)]).toEqual([final, partial])
})

it('without a manifest, what an office program leaves beside an open workbook is no delivery', async () => {
  const folder = temporaryFolder()
  for (const path of [
    'register/households.csv',
    'register/members.csv',
    'feeds/public-security.vehicles/a.xlsx',
    'feeds/public-security.vehicles/~$a.xlsx',
  ]) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), '')
  }
  const { plan } = await openInbox(folder, '2017-11-20')
  expect(plan.deliveries.map(({ files }) => files)).toEqual([['feeds/public-security.vehicles/a.xlsx']])
})
