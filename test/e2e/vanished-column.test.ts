import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { compare, readTable, scratch } from './city.ts'

const HOUSEHOLDS = '县,村编码,户编号,脱贫属性\n寻甸县,530129101201,5301290001,未脱贫\n'

it('A column that is gone clears no lead; a value that is there does', async () => {
  await using folder = await scratch()
  const inbox = join(folder.path, 'inbox')
  mkdirSync(join(inbox, 'register'), { recursive: true })
  writeFileSync(join(inbox, 'register', 'households.csv'), HOUSEHOLDS)
  const run = async (day: number, ...members: readonly string[]) => {
    writeFileSync(join(inbox, 'register', 'members.csv'), members.join('\n'))
    const register = { asOf: `2017-11-0${day}` }
    const manifest = { asOf: register.asOf, register, deliveries: [] }
    writeFileSync(join(inbox, 'manifest.json'), JSON.stringify(manifest))
    const out = join(folder.path, `out-${day}`)
    const { summary } = await compare({ inbox, out, home: join(folder.path, 'home') })
    return {
      found: (await readTable(join(out, 'findings.csv'))).filter(({ rule }) => rule === 'P01').length,
      gone: summary.items?.gone,
    }
  }
  const member = '5301290001,530129000101,张三,530129197003121238'
  expect(await run(1, '户编号,人编号,姓名,证件号码,性别', `${member},`)).toEqual({ found: 1, gone: 0 })
  expect(await run(2, '户编号,人编号,姓名,证件号码', member)).toEqual({ found: 0, gone: 0 })
  expect(await run(3, '户编号,人编号,姓名,证件号码,性别', `${member},女`)).toEqual({ found: 0, gone: 1 })
})
