import { describe, expect, it } from 'vitest'
import { type Environment, effectiveSettings, loadConfig, unknownSettings } from '../../workers/config.ts'
import { OperationalError } from '../../workers/operational-error.ts'

const refusalOf = (environment: Environment): OperationalError => {
  try {
    loadConfig(environment)
  } catch (error) {
    if (error instanceof OperationalError) return error
    throw error
  }
  throw new Error('accepted')
}

describe('the configuration', () => {
  it('has a default for everything', () => {
    expect(loadConfig({}, '/work')).toEqual({
      home: '/work/.bidui',
      language: 'zh',
      color: true,
      logLevel: 'info',
    })
  })

  it('takes what is set; empty is unset', () => {
    const environment = {
      BIDUI_HOME: 'state',
      DATABASE_URL: 'postgresql://u:p@db:5433/bidui',
      BIDUI_LANG: 'en',
      NO_COLOR: '1',
      LOG_LEVEL: 'debug',
    }
    expect(loadConfig(environment, '/work')).toEqual({
      home: '/work/state',
      databaseUrl: 'postgresql://u:p@db:5433/bidui',
      language: 'en',
      color: false,
      logLevel: 'debug',
    })
    const empty = Object.fromEntries(Object.keys(environment).map(name => [name, '']))
    expect(loadConfig(empty, '/work')).toEqual(loadConfig({}, '/work'))
  })

  it('cannot be changed', () => {
    expect(Object.isFrozen(loadConfig({}))).toBe(true)
  })

  it.each([
    [{ LANG: 'en_US.UTF-8' }, 'en'],
    [{ LANG: 'en' }, 'en'],
    [{ LANG: 'zh_CN.UTF-8' }, 'zh'],
    [{ LANG: 'C' }, 'zh'],
    [{ LANG: 'de_DE' }, 'zh'],
    [{ LANG: 'enm' }, 'zh'],
    [{ LC_ALL: 'zh_CN', LC_MESSAGES: 'en_US', LANG: 'en_US' }, 'zh'],
    [{ LC_ALL: '', LC_MESSAGES: 'en_GB', LANG: 'zh_CN' }, 'en'],
    [{ BIDUI_LANG: 'zh', LC_ALL: 'en_US' }, 'zh'],
  ])('speaks by %o: %s', (environment, language) => {
    expect(loadConfig(environment).language).toBe(language)
  })
})

describe('a wrong value', () => {
  it('is named with what it was and what is allowed, in both languages; the call was wrong', () => {
    const { text, exitCode } = refusalOf({ BIDUI_LANG: 'fr' })
    expect(text.zh).toBe('环境变量 BIDUI_LANG 的值不对: "fr"; 允许: zh、en')
    expect(text.en).toBe('The environment variable BIDUI_LANG has a wrong value: "fr"; allowed: zh, en')
    expect(exitCode).toBe(2)
  })

  it('does not hide another one', () => {
    const { text } = refusalOf({ BIDUI_LANG: 'fr', LOG_LEVEL: 'loud' })
    expect(text.en.split('\n').map(line => line.split(' ')[3])).toEqual(['BIDUI_LANG', 'LOG_LEVEL'])
  })

  it.each([
    'mysql://user:secret@host/db',
    'postgresql://user:secret@host:notaport/db',
    'user:secret@host/db',
    'postgresql//user:secret@host/db',
    'secret',
  ])('of DATABASE_URL is not shown: %s', url => {
    const { text } = refusalOf({ DATABASE_URL: url })
    expect(text.zh + text.en).not.toContain('secret')
    expect(text.en).toContain('allowed: postgresql://user:password@host:port/database')
  })
})

describe('what holds', () => {
  it('is told name by name, passwords hidden', () => {
    const told = effectiveSettings({ DATABASE_URL: 'postgresql://u:geheim@db/bidui', BIDUI_LANG: 'en' })
    const of = (name: string) => told.find(each => each.name === name)
    expect(of('DATABASE_URL')).toEqual({
      name: 'DATABASE_URL',
      isSet: true,
      value: 'postgresql://u:***@db:5432/bidui',
    })
    expect(of('BIDUI_LANG')).toEqual({ name: 'BIDUI_LANG', isSet: true, value: '"en"' })
    expect(of('LOG_LEVEL')).toEqual({ name: 'LOG_LEVEL', isSet: false, value: '"info"' })
    expect(of('NO_COLOR')).toEqual({ name: 'NO_COLOR', isSet: false })
  })

  it('names what was probably misspelt', () => {
    expect(unknownSettings({ BIDUI_HMOE: 'x', BIDUI_HOME: 'y', PATH: 'z' })).toEqual(['BIDUI_HMOE'])
  })
})
