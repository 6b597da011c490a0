/** A hand-made inbox of a few households: for tests in which every row is known. */
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { checkCharacter } from '../../connectors/id-number.ts'
import type { Counties } from '../../pipelines/types.ts'

/** An invented ID number: born on `birth` (YYYYMMDD), with a right check character. */
export function key(birth: string, sequence: number, area = '530129'): string {
  const digits = `${area}${birth}${String(sequence).padStart(3, '0')}`
  return digits + checkCharacter(digits)
}

export const COUNTY = '530129'
const VILLAGE = '530129100201'

export type Rows = readonly (readonly (string | number)[])[]

export const csv = (rows: Rows): string =>
  rows
    .map(row =>
      row
        .map(cell => (/[",\n]/.test(String(cell)) ? `"${String(cell).replaceAll('"', '""')}"` : cell))
        .join(','),
    )
    .join('\r\n')

export interface Delivered {
  readonly feed: string
  readonly name?: string
  readonly content: Rows | string | Uint8Array
  readonly rows?: number
  readonly asOf?: string
  /** All unless told otherwise; of 'unknown' ones the manifest says nothing. */
  readonly counties?: Counties
  /** The manifest names a file that is not there. */
  readonly absent?: boolean
}

export interface Person {
  readonly household: string
  readonly name: string
  readonly key: string
}

export interface Household {
  readonly code: string
  readonly exitState?: string
  readonly attribute?: string
  /** 12 digits; one village of {@link COUNTY} unless told otherwise. */
  readonly village?: string
}

export async function writeInbox(
  folder: string,
  {
    households,
    members,
    deliveries,
    asOf = '2017-11-20',
  }: {
    readonly households: readonly Household[]
    readonly members: readonly Person[]
    readonly deliveries: readonly Delivered[]
    readonly asOf?: string
  },
): Promise<void> {
  const put = async (name: string, content: string | Uint8Array) => {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), content)
  }
  await put(
    'register/households.csv',
    csv([
      ['县', '村编码', '户编号', '户主姓名', '贫困户属性', '脱贫属性'],
      ...households.map(({ code, attribute = '一般贫困户', exitState = '未脱贫', village = VILLAGE }) => [
        '寻甸县',
        village,
        code,
        members.find(member => member.household === code)?.name ?? '',
        attribute,
        exitState,
      ]),
    ]),
  )
  await put(
    'register/members.csv',
    csv([
      ['户编号', '人编号', '姓名', '证件号码'],
      ...members.map(({ household, name, key }, at) => [household, `${household}${at}`, name, key]),
    ]),
  )
  const manifest = []
  for (const [at, delivery] of deliveries.entries()) {
    const path = `feeds/${delivery.feed}/${delivery.name ?? `${at}.csv`}`
    const { content } = delivery
    if (!delivery.absent)
      await put(path, typeof content === 'string' || content instanceof Uint8Array ? content : csv(content))
    manifest.push({
      feed: delivery.feed,
      files: [path],
      ...(delivery.counties === 'unknown' ? {} : { counties: delivery.counties ?? 'all' }),
      asOf: delivery.asOf ?? asOf,
      ...(delivery.rows === undefined ? {} : { rows: delivery.rows }),
    })
  }
  await put('manifest.json', JSON.stringify({ asOf, deliveries: manifest }))
}

const VEHICLE_HEADER = [
  '车辆所有人',
  '身份证号',
  '车牌号',
  '车辆类型',
  '机动车状态',
  '初次登记时间',
  '购置价',
]

/** A vehicles table of cars over the limit. */
export const vehicles = (
  ...owners: readonly (readonly [name: string, id: string, plate: string])[]
): Rows => [
  VEHICLE_HEADER,
  ...owners.map(([name, id, plate]) => [name, id, plate, 'K33', 'A', '2016-03-01', 80000]),
]
