import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { parseArguments } from '../../../scripts/synth/arguments.ts'
import { CallError } from '../../../scripts/synth/call-error.ts'
import { generate } from '../../../scripts/synth/generate.ts'

const folder = mkdtempSync(join(tmpdir(), 'bidui-synth-call-'))
afterAll(() => rmSync(folder, { recursive: true }))

const fault = (argv: readonly string[]): string => {
  try {
    parseArguments(argv)
  } catch (error) {
    if (error instanceof CallError) return error.text.en
    throw error
  }
  return ''
}

describe('the call', () => {
  test('takes values behind a blank or an equals sign', () => {
    expect(
      parseArguments(['--out', 'x', '--households=20', '--seed', 'abc', '--lang', 'en', '--quiet']),
    ).toEqual({
      out: 'x',
      households: 20,
      seed: 'abc',
      lang: 'en',
      quiet: true,
    })
  })

  test('takes a number of days', () => {
    expect(parseArguments(['--out', 'x', '--households', '20', '--seed', '1', '--days', '14'])).toMatchObject(
      { days: 14 },
    )
  })

  test.each([
    [
      ['--out', 'x', '--households', '5', '--seed', '1', '--days', '31'],
      '--days is "31", allowed: a whole number from 1 to 30',
    ],
    [['--households', '5', '--seed', '1'], '--out is missing'],
    [
      ['--out', 'x', '--households', '0', '--seed', '1'],
      '--households is "0", allowed: a whole number from 1 to 1000000',
    ],
    [['--out', 'x', '--households', '2.5', '--seed', '1'], '--households is "2.5"'],
    [['--out', 'x', '--households', '5'], '--seed is missing'],
    [['--out'], '--out needs a value'],
    [['--lang', 'fr'], '--lang is "fr", allowed: zh, en'],
    [['--day', '3'], 'unknown argument "--day"'],
  ])('%j is wrong: %s', (argv, message) => {
    expect(fault(argv)).toContain(message)
  })
})

describe('the output folder', () => {
  test('is refused when it holds anything else, and stays as it was', async () => {
    const taken = join(folder, 'taken')
    mkdirSync(taken)
    writeFileSync(join(taken, 'important.txt'), 'x')
    await expect(generate({ out: taken, households: 1, seed: '1' })).rejects.toThrow('important.txt')
    expect(existsSync(join(taken, 'important.txt'))).toBe(true)
  })

  test('is refused when something was added to an earlier city', async () => {
    const mixed = join(folder, 'mixed')
    await generate({ out: mixed, households: 1, seed: '1' })
    writeFileSync(join(mixed, 'notes.txt'), 'x')
    await expect(generate({ out: mixed, households: 1, seed: '1' })).rejects.toThrow('notes.txt')
    expect(existsSync(join(mixed, 'manifest.json'))).toBe(true)
  })

  test('is replaced when it holds an earlier city', async () => {
    const earlier = join(folder, 'earlier')
    await generate({ out: earlier, households: 3, seed: '1' })
    const made = await generate({ out: earlier, households: 2, seed: '1' })
    expect(made.households).toBe(2)
  })

  test('is refused when it is a file', async () => {
    const file = join(folder, 'file')
    writeFileSync(file, '')
    await expect(generate({ out: file, households: 1, seed: '1' })).rejects.toThrow(CallError)
  })
})
