import { readdir, readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { FEEDS, isFeedId } from '../../../connectors/feeds/index.ts'
import { isParameterName } from '../../../pipelines/policies/index.ts'
import { RULES, ruleById } from '../../../pipelines/rules/index.ts'
import { type Bilingual, DIRECTIONS, SEVERITIES } from '../../../pipelines/types.ts'

const IDS =
  'X01 X02 X03 X04 X05 X06 X07 X08 X09 X11 X12 X13 X14 X15 X16 X18 X19 X21 X22 X25 X26 X27 X28 X34 ' +
  'I01 I02 I03 I04 I05 I06 I07 I08 I10 I11 I12 T01 T02 T03 T04 T05 T06 T07 T08 T10 M01 M02 M03 M04 M05 M06'

describe('the catalogue', () => {
  it('lists every rule once, in its order', () => {
    expect(
      RULES.map(({ id }) => id)
        .filter(id => /^[XITM]/.test(id))
        .join(' '),
    ).toBe(IDS)
    expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length)
  })
  it('finds a rule by its id', () => {
    expect([ruleById('x01')?.id, ruleById('X99')]).toEqual(['X01', undefined])
  })
  it.each(RULES.map(rule => [rule.id, rule] as const))(
    '%s says in both languages what it does, why, and what to check',
    (_, rule) => {
      const texts: readonly Bilingual[] = [rule.title, rule.text, rule.basis, ...rule.check, ...rule.innocent]
      expect(texts.filter(({ zh, en }) => !/\p{Script=Han}/u.test(zh) || !/[A-Za-z]/.test(en))).toEqual([])
      expect([rule.check.length > 0, rule.innocent.length > 0, rule.version >= 1]).toEqual([true, true, true])
      expect(Object.keys(DIRECTIONS)).toContain(rule.direction)
      expect(Object.keys(SEVERITIES)).toContain(rule.severity)
    },
  )
  it('names only feeds and parameters that there are, and concludes from the silence of feeds that it needs', () => {
    expect(RULES.flatMap(({ feeds }) => feeds).filter(id => !isFeedId(id))).toEqual([])
    expect(RULES.flatMap(({ parameters }) => parameters).filter(name => !isParameterName(name))).toEqual([])
    expect(RULES.filter(({ feeds, absence }) => absence.some(feed => !feeds.includes(feed)))).toEqual([])
  })
  it('asks every feed for something', () => {
    const asked = new Set(RULES.flatMap(({ feeds }) => feeds))
    expect(FEEDS.map(({ id }) => id).filter(id => !asked.has(id))).toEqual([])
  })
  it('never reads the ethnic group', async () => {
    const folder = new URL('../../../pipelines/rules/', import.meta.url)
    const files = (await readdir(folder, { recursive: true })).filter(file => file.endsWith('.ts'))
    const reading = await Promise.all(
      files.map(async file =>
        /\bnation\b/.test(await readFile(new URL(file, folder), 'utf8')) ? [file] : [],
      ),
    )
    expect([files.length > 40, reading.flat()]).toEqual([true, []])
  })
})
