import { access, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { compare, type Place, readTable, scratch } from './city.ts'
import { type Delivered, key, type Rows, vehicles, writeInbox } from './inbox.ts'

const OWNER = key('19700101', 1)
const OTHER = key('19720202', 2)
const REGISTER = {
  households: [{ code: '5301290001' }, { code: '5301290002' }],
  members: [
    { household: '5301290001', name: '张三', key: OWNER },
    { household: '5301290002', name: '李四', key: OTHER },
  ],
}
const FEED = 'public-security.vehicles'
/** Rows about nobody in the register, so that a share of rejects stays small. */
const strangers = (count: number) =>
  Array.from({ length: count }, (_, n) => ['王五', key('19600606', n + 100), `云A${10000 + n}`] as const)

let folder: Awaited<ReturnType<typeof scratch>>
let home = ''
beforeAll(async () => {
  folder = await scratch()
})
afterAll(async () => {
  await folder[Symbol.asyncDispose]()
})
beforeEach(() => {
  home = join(folder.path, `home-${Math.random().toString(36).slice(2)}`)
})

async function run(deliveries: readonly Delivered[], options: Parameters<typeof compare>[1] = {}) {
  const place: Place = { inbox: join(folder.path, 'inbox'), out: join(folder.path, 'out'), home }
  await rm(place.inbox, { recursive: true, force: true })
  await writeInbox(place.inbox, { ...REGISTER, deliveries })
  const outcome = await compare(place, options)
  const findings = await readTable(join(place.out, 'findings.csv'))
  const rejects = await readTable(join(place.out, 'rejects.csv'))
  return {
    ...outcome,
    leads: findings
      .filter(line => line.rule === 'X01')
      .map(line => [line.household, line.subject, line.severity]),
    rejects: rejects.map(line => [line.feed, line.row, line.column, line.reason, line.value]),
    status: outcome.summary.feeds[FEED]?.deliveries.map(({ outcome, carriedForward }) => [
      outcome,
      carriedForward,
    ]),
    said: outcome.messages.map(message => message.zh).join('\n'),
    place,
  }
}

type Owner = readonly [name: string, id: string, plate: string]
const cars = (...owners: readonly Owner[]): Rows => vehicles(...owners, ...strangers(40))

describe('A delivery is held', () => {
  it('when the stated rows and the counted rows differ; then the run goes on with the accepted one', async () => {
    const first = await run([{ feed: FEED, content: cars(['张三', OWNER, '云AAAAA1']), rows: 41 }])
    expect([first.leads, first.status]).toEqual([[['5301290001', '云AAAAA1', 'A']], [['accepted', false]]])

    const second = await run([{ feed: FEED, content: cars(['李四', OTHER, '云BBBBB1']), rows: 99 }])
    expect(second.status).toEqual([
      ['accepted', true],
      ['held', false],
    ])
    expect([second.exitCode, second.leads]).toEqual([3, [['5301290001', '云AAAAA1', 'A']]])
    expect(second.said).toContain('清单注明 99 行, 实际 41 行')
    expect(second.said).toContain('沿用此前接收的交接')
    expect(second.summary.items).toMatchObject({ new: 0, gone: 0 })

    const id = /--accept ([0-9a-f]{12})/.exec(second.said)?.[1] ?? ''
    const third = await run([{ feed: FEED, content: cars(['李四', OTHER, '云BBBBB1']), rows: 99 }], {
      accept: [{ delivery: id, reason: '已与车管所核对' }],
    })
    expect([third.status, third.leads]).toEqual([[['accepted', false]], [['5301290002', '云BBBBB1', 'A']]])
    expect(third.summary.items).toMatchObject({ new: 1, gone: 1 })
  })

  it('when more than 5 % of its rows are rejected', async () => {
    const bad = Array.from({ length: 10 }, () => ['赵六', '530129********1234', '云C00001'] as const)
    const { status, leads, said, rejects } = await run([
      { feed: FEED, content: cars(['张三', OWNER, '云AAAAA1'], ...bad) },
    ])
    expect([status, leads]).toEqual([[['held', false]], []])
    expect(said).toContain('51 行中有 10 行被拒')
    expect(rejects.length).toBe(10)
    expect(rejects[0]).toEqual([FEED, '3', '身份证号', 'masked', '530129********1234'])
  })

  it('when it has shrunk by more than 20 %, or its cut-off is older than the accepted one or in the future', async () => {
    await run([{ feed: FEED, content: cars(['张三', OWNER, '云AAAAA1']), asOf: '2017-11-10' }])
    const shrunk = await run([
      { feed: FEED, content: vehicles(['张三', OWNER, '云AAAAA1'], ...strangers(20)) },
    ])
    expect([shrunk.status?.at(-1), shrunk.said.includes('减少超过 20.0 %')]).toEqual([['held', false], true])
    const older = await run([{ feed: FEED, content: cars(['李四', OTHER, '云B']), asOf: '2017-11-01' }])
    expect([older.status?.at(-1), older.said.includes('早于已接收的 2017-11-10')]).toEqual([
      ['held', false],
      true,
    ])
    const future = await run([{ feed: FEED, content: cars(['李四', OTHER, '云B']), asOf: '2018-01-01' }])
    expect([future.status?.at(-1), future.said.includes('晚于比对日期')]).toEqual([['held', false], true])
  })
})

describe('A later delivery', () => {
  it('replaces an earlier one if it covers all its counties, and adds to it otherwise', async () => {
    const mine = {
      feed: FEED,
      content: cars(['张三', OWNER, '云AAAAA1']),
      asOf: '2017-11-01',
      counties: ['530129'],
    }
    const other = { feed: FEED, content: cars(['李四', OTHER, '云BBBBB1']), asOf: '2017-11-09' }
    const added = await run([mine, { ...other, counties: ['530128'] }])
    expect(added.leads.length).toBe(2)
    const replaced = await run([mine, { ...other, counties: ['530128', '530129'] }])
    expect([replaced.leads, replaced.status?.[0]]).toEqual([
      [['5301290002', '云BBBBB1', 'A']],
      ['replaced', false],
    ])
  })
})

const utf16 = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])
const text = (rows: Rows) => rows.map(row => row.join(',')).join('\n')
const broken = () => {
  const bytes = Buffer.from(text(cars(['张三', OWNER, '云AAAAA1'])))
  bytes[bytes.indexOf('王五')] = 0xff
  return bytes
}

describe('A file that cannot be read refuses its delivery, says why, and loses nothing', () => {
  const good: Delivered = {
    feed: 'commerce.self-employed',
    content: [
      ['字号', '经营者', '身份证号', '登记状态', '资金数额'],
      ['小卖部', '李四', OTHER, '存续', '8'],
    ],
  }

  it.each<[string, Omit<Delivered, 'feed'>, string]>([
    [
      'a missing column',
      {
        content: [
          ['车辆所有人', '身份证明号', '车牌号'],
          ['张三', OWNER, '云A'],
        ],
      },
      '未找到必需列',
    ],
    ['an empty file', { content: '' }, '空'],
    [
      'a binary file named .csv',
      { content: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1, 2, 3]) },
      '不是文本',
    ],
    ['wrong bytes in the middle', { content: broken() }, '第 3 行'],
    [
      'a damaged workbook',
      { name: 'a.xlsx', content: Buffer.from('PK\u0003\u0004 not a zip at all') },
      'a.xlsx',
    ],
    ['a legacy .xls', { name: 'a.xls', content: Buffer.from('d0cf11e0a1b11ae1', 'hex') }, '.xlsx'],
    ['a file that is not there', { content: '', absent: true }, '没有这个文件'],
  ])('%s', async (_, delivery, sentence) => {
    const { status, exitCode, said, summary } = await run([{ feed: FEED, ...delivery }, good])
    expect(status).toEqual([['rejected', false]])
    expect(exitCode).toBe(3)
    expect(said).toContain(sentence)
    expect(summary.byRule.X13).toBe(1)
  })

  it('a truncated file is held when its rows are stated', async () => {
    const whole = text(cars(['张三', OWNER, '云AAAAA1']))
    const { status, rejects } = await run([{ feed: FEED, content: whole.slice(0, -100), rows: 41 }])
    expect(status).toEqual([['held', false]])
    expect(rejects.at(-1)).toEqual([FEED, '41', '', 'columns', '2/7'])
  })

  it('numbers that a spreadsheet has rounded are rejects, row by row', async () => {
    const numeric = cars(
      ['张三', OWNER, '云AAAAA1'],
      ['李四', `${OTHER.slice(0, 15)}000`, '云B'],
      ['李四', '5.30129E+17', '云B'],
    )
    const { rejects, leads } = await run([{ feed: FEED, content: utf16(text(numeric)) }])
    expect(rejects.map(reject => [reject[1], reject[3]])).toEqual([
      ['3', 'precision_lost'],
      ['4', 'scientific'],
    ])
    expect(leads.length).toBe(1)
  })
})

describe('A run', () => {
  it('is refused while another one is running, which is not disturbed', async () => {
    const place: Place = { inbox: join(folder.path, 'twice'), out: join(folder.path, 'twice-out'), home }
    await writeInbox(place.inbox, {
      ...REGISTER,
      deliveries: [{ feed: FEED, content: cars(['张三', OWNER, '云AAAAA1']) }],
    })
    const both = await Promise.allSettled([
      compare(place),
      compare({ ...place, out: join(folder.path, 'twice-out2') }),
    ])
    // Whichever came first.
    expect(both.flatMap(one => (one.status === 'fulfilled' ? one.value.summary.byRule.X01 : []))).toEqual([1])
    const refused = both.flatMap(one => (one.status === 'rejected' ? String(one.reason) : []))
    expect(refused).toEqual([expect.stringMatching(/正在/)])
  })

  it('without a register, or with a broken manifest, says what is missing', async () => {
    const place: Place = { inbox: join(folder.path, 'bare'), out: join(folder.path, 'bare-out'), home }
    await expect(compare(place)).rejects.toThrow('没有建档立卡数据')
    await writeInbox(place.inbox, { ...REGISTER, deliveries: [] })
    await writeFile(join(place.inbox, 'manifest.json'), '{"asOf": "2017-11-20",}')
    await expect(compare(place)).rejects.toThrow('manifest.json 不是有效的 JSON')
    await writeFile(
      join(place.inbox, 'manifest.json'),
      '{"deliveries": [{"feed": "x", "files": ["../../etc/passwd"]}]}',
    )
    await expect(compare(place)).rejects.toThrow('deliveries.0.files.0')
  })

  it('that cannot write its reports keeps the earlier ones and what it compared', async () => {
    const { place, said } = await run([{ feed: FEED, content: cars(['张三', OWNER, '云AAAAA1']) }])
    expect(said).not.toContain('磁盘')
    const before = await readFile(join(place.out, 'findings.csv'), 'utf8')
    await rm(join(place.out, 'rejects.csv'))
    await writeFile(join(place.out, 'lists', 'x'), '')
    // A folder where a file has to go: writing fails after findings.csv.
    const { mkdir } = await import('node:fs/promises')
    await mkdir(join(place.out, 'rejects.csv', 'in-the-way'), { recursive: true })
    await expect(compare(place)).rejects.toThrow()
    expect(await readFile(join(place.out, 'findings.csv'), 'utf8')).toBe(before)
    await expect(access(join(place.out, 'rejects.csv.partial'))).rejects.toThrow()
    await rm(join(place.out, 'rejects.csv'), { recursive: true })
    expect((await compare(place)).summary.items).toMatchObject({ open: expect.any(Number) })
  })
})
