import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { COMMANDS, NOT_YET } from '../../../service/cli/commands/index.ts'
import { runProgram } from '../../../service/cli/program.ts'
import { loadConfig } from '../../../workers/config.ts'
import { bidui, RecordingTerminal, scratch } from './calling.ts'

describe('bidui', () => {
  it('lists every command in both languages', async () => {
    const zh = await bidui(['--help'])
    const en = await bidui(['--help', '--lang', 'en'])
    expect([zh.status, en.status]).toEqual([0, 0])
    for (const name of Object.keys(COMMANDS)) {
      expect(zh.out).toMatch(new RegExp(`^  ${name} `, 'm'))
      expect(en.out).toMatch(new RegExp(`^  ${name} `, 'm'))
    }
    expect(zh.out).toContain('疑点仅为核查线索')
    expect(en.out).toContain('never a verdict')
    for (const name of NOT_YET) expect(en.out).not.toMatch(new RegExp(`^  ${name} `, 'm'))
  })

  it('explains every command in both languages, every option among it', async () => {
    for (const [name, load] of Object.entries(COMMANDS)) {
      const { usage } = await load()
      for (const lang of ['zh', 'en'] as const) {
        const { status, out } = await bidui([name, '--help', '--lang', lang])
        expect(status).toBe(0)
        expect(out).toContain(usage.summary[lang])
        for (const option of Object.keys(usage.options)) expect(out).toContain(`--${option}`)
        expect(out).not.toContain('undefined')
      }
    }
  })

  it('takes the language from --lang, else BIDUI_LANG, else the locale, else Chinese', async () => {
    const first = async (words: string[], environment = {}) =>
      (await bidui(words, { environment })).out.slice(0, 8)
    expect(await first(['feeds'])).toContain('编号')
    expect(await first(['feeds'], { LANG: 'en_US.UTF-8' })).toContain('ID')
    expect(await first(['feeds'], { LANG: 'fr_FR' })).toContain('编号')
    expect(await first(['feeds'], { LANG: 'en_US', BIDUI_LANG: 'zh' })).toContain('编号')
    expect(await first(['feeds', '--lang=en'])).toContain('ID')
    expect(await first(['--lang', 'en', 'feeds'])).toContain('ID')
  })

  it('prints its version', async () => {
    expect(await bidui(['--version'])).toEqual({ status: 0, out: 'bidui 9.8.7\n', err: '' })
  })

  it('without a command prints the overview, as a wrong call', async () => {
    const { status, out } = await bidui([])
    expect(status).toBe(2)
    expect(out).toContain('bidui demo')
  })

  it.each([
    [['chek'], 'the nearest is bidui check'],
    [['xyzzyxyzzy'], 'There is no command "xyzzyxyzzy". All'],
    [['toString'], 'There is no command'],
    [['user'], 'This version has no command "user" yet'],
    [['feeds', '--polcy'], 'there is no option --polcy'],
    [['rules', '--polcy', 'x'], 'the nearest is --policy'],
    [['--hepl'], 'the nearest is --help'],
    [['check', '--feed', '--unmasked'], '--feed needs a value (ID)'],
    [['check', '--feed='], '--feed needs a value (ID)'],
    [['check', '--unmasked=yes', 'x'], '--unmasked takes no value, "yes" was given'],
    [['check', '--feed', 'a', '--feed', 'b', 'x'], '--feed is given twice'],
    [['migrate', 'now'], '"now" is one word too many'],
    [['template'], 'something is missing'],
    [['rules', 'X1'], 'the nearest is "X01"'],
    [['feeds', 'public-security.vehicle'], 'the nearest is "public-security.vehicles"'],
    [['feeds', '--lang', 'fr'], '--lang is "fr"'],
  ])('%j is a wrong call, and says why', async (words, text) => {
    const { status, out, err } = await bidui(words, { environment: { BIDUI_LANG: 'en' } })
    expect(err).toContain(text)
    expect([status, out, err.startsWith('bidui: ')]).toEqual([2, '', true])
    expect(err).not.toMatch(/\n {4}at /)
  })

  it('says what is wrong with the environment in both languages, since neither is known', async () => {
    const { status, err } = await bidui(['feeds'], { environment: { BIDUI_LANG: 'fr' } })
    expect(status).toBe(2)
    expect(err).toContain('环境变量 BIDUI_LANG')
    expect(err).toContain('environment variable BIDUI_LANG')
  })

  it('writes down what nobody expected, without ID numbers and without a stack trace on the terminal', async () => {
    await using folder = await scratch()
    const home = join(folder.path, 'home')
    const broken = vi.spyOn(RecordingTerminal.prototype, 'out').mockImplementation(() => {
      throw new TypeError('cannot read 530129199003071239 of undefined')
    })
    const { status, err } = await bidui(['feeds', '--lang', 'en'], { folder: folder.path })
    broken.mockRestore()
    expect(status).toBe(1)
    const [log = ''] = await readdir(join(home, 'logs'))
    expect(err).toContain(join(home, 'logs', log))
    expect(err.split('\n')).toHaveLength(2)
    const text = await readFile(join(home, 'logs', log), 'utf8')
    expect(text).toContain('cannot read 530129********1239')
    expect(text).toContain('TypeError')
    expect(text).toContain('bidui feeds --lang en')
    expect(text).not.toContain('530129199003071239')
  })

  it('ends an interrupted call with 130 and a sentence', async () => {
    const terminal = new RecordingTerminal()
    const controller = new AbortController()
    controller.abort()
    const status = await runProgram(['check', '--feed', 'health.insurance', 'x.csv', '--lang', 'en'], {
      loadConfig: () => loadConfig({}),
      terminalFor: () => terminal,
      version: '1',
      get workingDirectory(): string {
        throw controller.signal.reason
      },
      now: new Date(),
      signal: controller.signal,
      interruptedBy: () => 'SIGINT',
    })
    expect(status).toBe(130)
    expect(terminal.errText).toBe('bidui: Interrupted before it was done; run the same command again.\n')
  })
})
