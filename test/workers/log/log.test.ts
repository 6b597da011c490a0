import { spawnSync } from 'node:child_process'
import process from 'node:process'
import { describe, expect, it } from 'vitest'
import { InputError } from '../../../connectors/input-error.ts'
import type { LogEntry, LogEvent } from '../../../workers/log/log.ts'
import { OperationalError } from '../../../workers/operational-error.ts'
import { readLog } from './lines.ts'

const RUN = '20171120083000-1a2b3c4d'
const DIGEST = 'a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f90'

describe('a line of the log', () => {
  it('is one line of JSON: when, how grave, who, what', () => {
    const log = readLog()
    log.info('run.started', { run: RUN, kind: 'full', steps: 12 })
    expect(log.written.map(line => line.split('\n').length)).toEqual([2])
    const { time, ...line } = JSON.parse(log.written[0] ?? '')
    expect(time).toMatch(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
    expect(line).toEqual({
      level: 'info',
      program: 'test',
      pid: process.pid,
      host: expect.any(String),
      event: 'run.started',
      run: RUN,
      kind: 'full',
      steps: 12,
    })
  })

  it('says run, delivery and step where its child was told them', () => {
    const log = readLog()
    const ofRun = log.child({ run: RUN })
    ofRun.child({ delivery: DIGEST, step: 'scan:3' }).info('step.done', { rows: 10, seconds: 1.23456 })
    ofRun.info('run.done')
    log.info('worker.idle')
    expect(log.lines()).toEqual([
      {
        level: 'info',
        event: 'step.done',
        run: RUN,
        delivery: DIGEST,
        step: 'scan:3',
        rows: 10,
        seconds: 1.235,
      },
      { level: 'info', event: 'run.done', run: RUN },
      { level: 'info', event: 'worker.idle' },
    ])
  })

  it('is there from the configured level up', () => {
    const told = (level: 'warn' | 'debug' | 'silent') => {
      const log = readLog(level)
      log.debug('a.b')
      log.info('a.b')
      log.warn('a.b')
      log.error('a.b')
      return log.lines().map(line => line.level)
    }
    expect(told('debug')).toEqual(['debug', 'info', 'warn', 'error'])
    expect(told('warn')).toEqual(['warn', 'error'])
    expect(told('silent')).toEqual([])
  })

  it('goes to stderr unless told otherwise', () => {
    const program = `
      import { openLog } from ${JSON.stringify(new URL('../../../workers/log/log.ts', import.meta.url).href)}
      openLog({ logLevel: 'info' }, { name: 'serve' }).info('service.started')
      process.exit(0)`
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
      encoding: 'utf8',
    })
    expect(stdout).toBe('')
    expect(JSON.parse(stderr)).toMatchObject({ program: 'serve', event: 'service.started' })
  })
})

describe('an error in the log', () => {
  const told = (error: unknown) => {
    const log = readLog()
    log.error('step.failed', { error })
    return log.lines()[0]?.error
  }

  it('of our own is told with its sentence in both languages', () => {
    expect(told(new OperationalError({ zh: '磁盘已满', en: 'the disk is full' }))).toEqual({
      name: 'OperationalError',
      text: { zh: '磁盘已满', en: 'the disk is full' },
    })
    expect(told(new InputError('no_header', { zh: '没有表头', en: 'no header' }))).toEqual({
      name: 'InputError',
      code: 'no_header',
      text: { zh: '没有表头', en: 'no header' },
    })
  })

  it('of others is told by name, code and place, never by its message', () => {
    const error = Object.assign(new Error('duplicate key: (name)=(张三)'), {
      name: 'DatabaseError',
      code: '23505',
      detail: 'Key (name)=(张三) already exists.',
    })
    expect(told(error)).toEqual({
      name: 'DatabaseError',
      code: '23505',
      text: { zh: '操作没有成功, 代码 23505', en: 'the operation failed with the code 23505' },
      at: expect.arrayContaining([expect.stringMatching(/^test\/workers\/log\/log\.test\.ts:\d+:\d+$/)]),
    })
    expect(JSON.stringify(told(new TypeError('张三')))).not.toContain('张三')
    expect(told('张三')).toMatchObject({ name: 'unknown' })
  })

  it('names its causes, three deep', () => {
    const deep = [1, 2, 3, 4, 5].reduce<Error | undefined>(
      (cause, at) => Object.assign(new Error('', { cause }), { code: `E${at}` }),
      undefined,
    )
    const codes = JSON.stringify(told(deep)).match(/"code":"E\d"/g)
    expect(codes).toEqual(['"code":"E5"', '"code":"E4"', '"code":"E3"', '"code":"E2"'])
  })

  it('that has itself as its cause is told all the same', () => {
    const error = new Error('round')
    error.cause = error
    expect(told(error)).toMatchObject({ name: 'Error' })
  })
})

describe('what is no id, count, duration or code', () => {
  const written = (event: string, entry: object): unknown => {
    const log = readLog()
    log.info(event as LogEvent, entry as LogEntry)
    return log.lines()[0]
  }

  it('has no field', () => {
    expect(written('a.b', { name: '张三', household: { head: '李四' }, rows: 3 })).toEqual({
      level: 'info',
      event: 'a.b',
      rows: 3,
    })
  })

  it('is not shown in the place of one', () => {
    expect(written('a.b', { run: '张三', state: '李 四', rows: '王五', seconds: Number.NaN })).toEqual({
      level: 'info',
      event: 'a.b',
      run: '?',
      state: '?',
      rows: '?',
      seconds: '?',
    })
    expect(written('张三', { run: { toJSON: () => '张三' } })).toEqual({
      level: 'info',
      event: 'log.unnamed',
      run: '?',
    })
  })
})
