import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { idNumber } from '../../../connectors/persons.ts'
import { bidui, scratch } from '../calling.ts'

const GOOD = idNumber(101)
const OTHER = idNumber(102)
const BAD = `${GOOD.slice(0, 17)}${GOOD.endsWith('0') ? '1' : '0'}`

/** `bidui check --feed … FILE`, of a file with these lines. */
async function check(lines: readonly string[], words: readonly string[] = [], feed = 'health.insurance') {
  await using folder = await scratch()
  await writeFile(join(folder.path, '参合.csv'), lines.join('\n'))
  return await bidui(['check', '--feed', feed, '参合.csv', ...words], { folder: folder.path })
}

const HEADER = '姓名,身份证号,参保年度,参保类型,备注'

describe('bidui check', () => {
  it('calls a good file fine, with the mapping of its header', async () => {
    const { status, out, err } = await check(['2017年参合人员', HEADER, `甲,${GOOD},2017,居民,`, '合计,,1,,'])
    expect([status, err]).toEqual([0, ''])
    expect(out).toContain('表头在第 2 行')
    expect(out).toMatch(/参合年度 +← 参保年度 {2}C 列/)
    expect(out).toContain('未知列「备注」')
    expect(out).toContain('文件里没有（可以没有）：区划')
    expect(out).toMatch(/数据行 +1\n/)
    expect(out).toMatch(/跳过：合计行 +1\n/)
    expect(out).toContain('可以采用：1 行，没有被拒的。')
  })

  it('lists every reject with row, column, reason and masked value, and exits 3', async () => {
    const rows = Array.from({ length: 60 }, (_, n) => `甲,${idNumber(200 + n)},2017,居民,`)
    const { status, out } = await check([
      HEADER,
      `甲,${BAD},2017,居民,`,
      '乙,5.30129E+17,2017,居民,',
      ...rows,
    ])
    expect(status).toBe(3)
    expect(out).toContain(`✗ 第 2 行  身份证号  校验码不符  ${BAD.slice(0, 6)}********${BAD.slice(-4)}`)
    expect(out).toContain('✗ 第 3 行  身份证号  科学计数法  5.30129E+17')
    expect(out).toContain('可以采用，但有 2 行被拒（共 62 行）')
    expect(out).not.toContain(BAD)
    expect(out).not.toContain(GOOD)
  })

  it('shows full numbers with --unmasked only', async () => {
    const lines = [HEADER, `甲,${BAD},2017,居民,`]
    expect((await check(lines, ['--unmasked'])).out).toContain(BAD)
    expect((await check(lines)).out).not.toContain(BAD)
  })

  it('counts values that no rule can use, with examples', async () => {
    const { status, out } = await check([HEADER, `甲,${GOOD},去年,居民,`, `乙,${OTHER},2017,新农合,`])
    expect(status).toBe(0)
    expect(out).toMatch(/参合年度 +1 {2}「去年」×1/)
    expect(out).toMatch(/参保类型 +1 {2}「新农合」×1/)
  })

  it('says that a run would hold a delivery of which more than 5 % is rejected', async () => {
    const { status, out } = await check([HEADER, `甲,${GOOD},2017,居民,`, `乙,${BAD},2017,居民,`])
    expect(status).toBe(3)
    expect(out).toContain('比对时会被搁置')
    expect(out).toContain('50.0 %')
  })

  it('refuses a file without a required column: exit 1, with what was found and what is nearest', async () => {
    const { status, out } = await check(['姓名,身份证号码,参保年度,参保类型', `甲,${GOOD},2017,居民`])
    expect(status).toBe(1)
    expect(out).toContain('身份证号')
    expect(out).toContain('身份证号码')
    expect(out).toContain('不能采用：1 个文件读不了')
  })

  it('reads on after a file that cannot be read', async () => {
    await using folder = await scratch()
    await writeFile(join(folder.path, 'b.csv'), `${HEADER}\n甲,${GOOD},2017,居民,`)
    const { status, out } = await bidui(
      ['check', '--feed', 'health.insurance', 'a.csv', 'b.csv', '--lang', 'en'],
      {
        folder: folder.path,
      },
    )
    expect(status).toBe(1)
    expect(out).toContain('✗ a.csv: no such file')
    expect(out).toContain('header in row 1')
  })

  it('judges birth dates by --as-of', async () => {
    const child = idNumber(7, '20170601')
    const lines = [HEADER, `甲,${child},2017,居民,`]
    expect((await check(lines, ['--as-of', '2017-11-18'])).status).toBe(0)
    const early = await check(lines, ['--as-of', '2017-05-01'])
    expect(early.status).toBe(3)
    expect(early.out).toContain('出生日期不成立')
  })

  it('finds a household that is listed twice', async () => {
    const { status, out } = await check(
      ['县,村编码,户编号,脱贫属性', '寻甸县,530129101200,A1,0', '寻甸县,530129101200,Ａ1,0'],
      [],
      'register.households',
    )
    expect(status).toBe(3)
    expect(out).toContain('✗ 第 3 行  户编号  户编号重复  A1')
  })

  it('keeps a member with a bad number as a row, and says what only a run can know', async () => {
    const { status, out } = await check(
      ['户编号,人编号,姓名,证件号码', `A1,1,甲,${BAD}`, `,2,乙,${GOOD}`],
      [],
      'register.members',
    )
    expect(status).toBe(3)
    expect(out).toMatch(/其中被拒 +1\n/)
    expect(out).toContain('第 2 行  证件号码  校验码不符')
    expect(out).toContain('第 3 行  户编号  缺少必填内容')
    expect(out).toContain('要到 bidui run 时才知道')
  })

  it.each([
    [['check', 'a.csv'], '--feed is missing'],
    [['check', '--feed', 'health.insurence', 'a.csv'], 'the nearest is "health.insurance"'],
    [['check', '--feed', 'health.insurance', 'a.csv', '--as-of', 'yesterday'], 'which is no date'],
  ])('%j is a wrong call', async (words, text) => {
    const { status, err } = await bidui([...words, '--lang', 'en'])
    expect([status, err]).toEqual([2, expect.stringContaining(text)])
  })
})
