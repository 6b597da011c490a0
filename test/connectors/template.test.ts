import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readXlsx } from 'hucre/xlsx'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AnyDefinition } from '../../connectors/definition.ts'
import { certificates } from '../../connectors/feeds/certificates.ts'
import { FEEDS } from '../../connectors/feeds/index.ts'
import { REGISTER_TABLES } from '../../connectors/register/index.ts'
import { openTable } from '../../connectors/table-reader.ts'
import { type TemplateFormat, template } from '../../connectors/template.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bidui-template-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function readBack(definition: AnyDefinition, format: TemplateFormat) {
  const path = join(folder, `${definition.id}.${format}`)
  await writeFile(path, await template(definition, format))
  await using table = await openTable(path, definition, { cutoff: '2017-11-18' })
  for await (const batch of table.batches()) expect(batch).toEqual({ rows: [], rejects: [] })
  return {
    headers: [...table.columns.values()].map(column => column.header),
    dataRows: table.report().dataRows,
  }
}

test.each([...FEEDS, ...Object.values(REGISTER_TABLES)])(
  '$id: what we hand out is what we read, and it holds no row',
  async definition => {
    const headers = Object.values(definition.columns).map(column => column.header)
    expect(await readBack(definition, 'csv')).toEqual({ headers, dataRows: 0 })
    expect(await readBack(definition, 'xlsx')).toEqual({ headers, dataRows: 0 })
  },
)

test('required headers are marked, numbers that are names stay text, categories can be chosen', async () => {
  const { sheets } = await readXlsx(await template(certificates, 'xlsx'), { readStyles: true })
  const [data, instructions] = sheets
  const headers = Object.values(certificates.columns).map(column => column.header)
  const bold = headers.filter((_, at) => data?.cells?.get(`0,${at}`)?.style?.font?.bold)
  const text = headers.filter((_, at) => data?.cells?.get(`1,${at}`)?.style?.numFmt === '@')
  expect(sheets.map(sheet => sheet.name)).toEqual(['数据', '填写说明'])
  expect(data?.rows[0]).toEqual(headers)
  expect(bold).toEqual(['姓名', '残疾人证号', '残疾等级'])
  expect(text).toEqual(['残疾人证号', '区划'])
  expect(data?.dataValidations?.map(list => [list.range, list.values])).toEqual([
    ['D2:D20000', ['一级', '二级', '三级', '四级']],
    ['F2:F20000', ['有效', '注销']],
    ['H2:H20000', ['城镇', '乡村']],
  ])
  expect(instructions?.rows.slice(5, 9).map(row => row.slice(0, 3))).toEqual([
    ['列名', '是否必填', '单位'],
    ['姓名', '必填列', ''],
    ['残疾人证号', '必填列', ''],
    ['残疾类别', '', ''],
  ])
})

test('equal definitions give equal bytes', async () => {
  expect(Buffer.from(await template(certificates, 'xlsx')).equals(await template(certificates, 'xlsx'))).toBe(
    true,
  )
})
