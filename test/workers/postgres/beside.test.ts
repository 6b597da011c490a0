import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { OperationalError } from '../../../workers/operational-error.ts'
import { openBeside } from '../../../workers/postgres/beside.ts'
import { openEmbedded } from '../../../workers/postgres/embedded.ts'
import { temporaryHome } from './folders.ts'
import { kill, naming, startProgram } from './processes.ts'

const tables = `select count(*)::int as n from pg_class where relnamespace = 'public'::regnamespace`

describe('the store beside the program that has it', () => {
  it.each(['socket', 'port'] as const)(
    'is the same server (%s), and goes on without who looked',
    async transport => {
      const home = temporaryHome()
      await using server = await openEmbedded({ home, transport })
      {
        await using beside = await openBeside({ home })
        const { rows } = await beside.pool.query(
          `select current_setting('data_directory') as data, (${tables}) as tables`,
        )
        expect(rows).toEqual([{ data: server.dataDir, tables: 0 }])
        expect(beside.describe().en).toContain('run by another program')
      }
      expect(naming(home)).not.toEqual([])
    },
  )

  it('is opened where nobody has it, after a crash too, and its schema left as it is', async () => {
    const home = temporaryHome()
    const program = await startProgram(home, 'hold')
    await kill(program, 'SIGKILL')
    {
      await using beside = await openBeside({ home })
      expect((await beside.pool.query(tables)).rows).toEqual([{ n: 0 }])
    }
    expect(naming(home)).toEqual([])
  })

  it('is not made where there is none', async () => {
    const home = temporaryHome()
    const error = await openBeside({ home }).catch(thrown => thrown)
    expect(error).toBeInstanceOf(OperationalError)
    expect(error.text.en).toContain('has no database yet')
    expect(existsSync(home)).toBe(false)
  })
})
