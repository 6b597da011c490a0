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
      cacheLimit: 20_000_000_000,
      objectStorage: {},
      http: { host: '127.0.0.1', port: 8129 },
      nightly: '0 2 * * *',
    })
  })

  it('takes what is set; empty is unset', () => {
    const environment = {
      BIDUI_HOME: 'state',
      DATABASE_URL: 'postgresql://u:p@db:5433/bidui',
      REDIS_URL: 'rediss://:p@cache:6380/1',
      BIDUI_LANG: 'en',
      NO_COLOR: '1',
      LOG_LEVEL: 'debug',
      BIDUI_ARCHIVE: 's3://bidui/kunming/',
      BIDUI_CACHE_LIMIT: '500MB',
      BIDUI_S3_ENDPOINT: 'http://minio:9000',
      AWS_REGION: 'cn-north-1',
      AWS_ACCESS_KEY_ID: 'key',
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_SESSION_TOKEN: 'token',
      BIDUI_HTTP: '0.0.0.0:9000',
      BIDUI_WORKER_HTTP: '[::1]:9001',
      BIDUI_NIGHTLY: '30 22 * * 1-5',
    }
    expect(loadConfig(environment, '/work')).toEqual({
      home: '/work/state',
      databaseUrl: 'postgresql://u:p@db:5433/bidui',
      redisUrl: 'rediss://:p@cache:6380/1',
      language: 'en',
      color: false,
      logLevel: 'debug',
      archive: { kind: 'objects', bucket: 'bidui', prefix: 'kunming' },
      cacheLimit: 500_000_000,
      objectStorage: {
        endpoint: 'http://minio:9000',
        region: 'cn-north-1',
        credentials: { accessKeyId: 'key', secretAccessKey: 'secret', sessionToken: 'token' },
      },
      http: { host: '0.0.0.0', port: 9000 },
      workerHttp: { host: '::1', port: 9001 },
      nightly: '30 22 * * 1-5',
    })
    const empty = Object.fromEntries(Object.keys(environment).map(name => [name, '']))
    expect(loadConfig(empty, '/work')).toEqual(loadConfig({}, '/work'))
  })

  it.each([
    ['localhost:80', { host: 'localhost', port: 80 }],
    ['[::1]:8129', { host: '::1', port: 8129 }],
    ['off', undefined],
  ])('answers at BIDUI_HTTP: %s', (value, http) => {
    expect(loadConfig({ BIDUI_HTTP: value }).http).toEqual(http)
  })

  it.each([
    [undefined, undefined],
    ['off', undefined],
    ['127.0.0.1:8130', { host: '127.0.0.1', port: 8130 }],
  ])('of a worker answers at BIDUI_WORKER_HTTP, not where the service does: %s', (value, workerHttp) => {
    const config = loadConfig({ BIDUI_HTTP: '0.0.0.0:9000', BIDUI_WORKER_HTTP: value })
    expect([config.workerHttp, config.http]).toEqual([workerHttp, { host: '0.0.0.0', port: 9000 }])
  })

  it('has no nightly comparison where that is switched off', () => {
    expect(loadConfig({ BIDUI_NIGHTLY: 'off' })).not.toHaveProperty('nightly')
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

  it.each(['OFF', '02:00', '0 2,14 * * *', '0 2 30 2 *'])('of BIDUI_NIGHTLY is refused: %s', value => {
    const { text, exitCode } = refusalOf({ BIDUI_NIGHTLY: value })
    expect(text.zh).toContain(`BIDUI_NIGHTLY 的值不对: "${value}"; 允许: off, 或每天至多一次的 cron 时间`)
    expect(text.en).toContain(`"${value}"; allowed: off, or a time of cron that comes at most once a day`)
    expect(exitCode).toBe(2)
  })

  it('does not hide another one', () => {
    const { text } = refusalOf({ BIDUI_LANG: 'fr', LOG_LEVEL: 'loud' })
    expect(text.en.split('\n').map(line => line.split(' ')[3])).toEqual(['BIDUI_LANG', 'LOG_LEVEL'])
  })

  it.each([
    { BIDUI_ARCHIVE: 's3://Bucket/a' },
    { BIDUI_ARCHIVE: 's3:///a' },
    { BIDUI_ARCHIVE: 'ftp://user:secret@host/a' },
    { BIDUI_S3_ENDPOINT: 'minio:9000' },
    { BIDUI_S3_ENDPOINT: 'http://user:secret@minio:9000' },
    { BIDUI_S3_ENDPOINT: 'http://user:a/secret@minio:9000' },
    { BIDUI_S3_ENDPOINT: 'user:secret@minio:9000' },
    { BIDUI_CACHE_LIMIT: '0' },
    { BIDUI_CACHE_LIMIT: '20 loads' },
  ])('of where the archive is: %o', environment => {
    const { text } = refusalOf(environment)
    expect(text.en).toContain(Object.keys(environment)[0])
    expect(text.zh + text.en).not.toContain('secret')
  })

  it.each([
    '8129',
    ':8129',
    '127.0.0.1',
    '127.0.0.1:0',
    '127.0.0.1:65536',
    '::1:8129',
    'http://127.0.0.1:8129',
    'OFF',
  ])('of BIDUI_HTTP and BIDUI_WORKER_HTTP is refused: %s', value => {
    for (const name of ['BIDUI_HTTP', 'BIDUI_WORKER_HTTP'])
      expect(refusalOf({ [name]: value }).text.en.split('; ')[0]).toBe(
        `The environment variable ${name} has a wrong value: ${JSON.stringify(value)}`,
      )
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

  it.each([
    'http://user:secret@host',
    'redis://user:secret@host:notaport',
    'redis://user:secret@host/name',
    'redis://host?password=secret',
    'host:secret',
  ])('of REDIS_URL is not shown: %s', url => {
    const { text, exitCode } = refusalOf({ REDIS_URL: url })
    expect(text.zh + text.en).not.toContain('secret')
    expect(text.en).toContain('allowed: redis://user:password@host:port/number, or rediss://… (TLS)')
    expect(exitCode).toBe(2)
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
