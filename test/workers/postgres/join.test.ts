import { statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openDatabase } from '../../../workers/postgres/connect.ts'
import { temporaryHome } from './folders.ts'

const whoAmI = 'select system_identifier::text as id from pg_control_system()'

describe('The server of a service', () => {
  it('is joined by other programs while it is shared, and stays when they end', async () => {
    const home = temporaryHome()
    await using service = await openDatabase({ home })
    using _ = service.share?.()
    const other = await openDatabase({ home })
    expect((await other.pool.query(whoAmI)).rows).toEqual((await service.pool.query(whoAmI)).rows)
    await other.stop()
    expect((await service.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
  })

  it('is told to nobody but its own account', async () => {
    const home = temporaryHome()
    await using service = await openDatabase({ home })
    using _ = service.share?.()
    expect(statSync(join(home, 'program.json')).mode & 0o777).toBe(0o600)
  })

  it('is not joined any more when sharing has ended', async () => {
    const home = temporaryHome()
    await using service = await openDatabase({ home })
    service.share?.()[Symbol.dispose]()
    await expect(openDatabase({ home })).rejects.toThrow('正在使用中')
  })

  it('does not keep the next service from starting, if it was killed', async () => {
    const home = temporaryHome()
    const killed = await openDatabase({ home })
    killed.share?.()
    await killed.stop()
    await using next = await openDatabase({ home })
    expect(next.share).toBeTypeOf('function')
  })
})
