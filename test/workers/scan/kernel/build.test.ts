import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { ELDER, FLAGS_SHIFT } from '../../../../pipelines/match/residents.ts'
import { compileKernel, KERNEL } from '../../../../scripts/build-kernel.ts'
import * as layout from '../../../../workers/scan/kernel/layout.ts'

const source = await readFile(
  new URL('../../../../workers/scan/kernel/assembly/layout.ts', import.meta.url),
  'utf8',
)

/** `export const NAME: u32 = VALUE` at the beginning of a line. */
const constants = new Map(
  [...source.matchAll(/^export const ([A-Z0-9_]+)(?:: u32)? = (\w+)$/gm)].map(([, name, value]) => [
    name ?? '',
    Number(value),
  ]),
)
const constantCase = (name: string): string => name.replace(/[A-Z]/g, '_$&').toUpperCase()

test('The committed module is what its source makes', async () => {
  const committed = await readFile(KERNEL)
  const compiled = await compileKernel()
  expect(
    Buffer.compare(committed, compiled),
    'workers/scan/kernel/sieve.wasm is not that of assembly/: run npm run kernel, and commit both',
  ).toBe(0)
})

test('Source and layout number the words of a plan alike', () => {
  const words = Object.entries(layout.PLAN)
  expect(words.map(([name]) => [name, constants.get(constantCase(name))])).toEqual(words)
  expect(new Set(words.map(([, word]) => word)).size).toBe(words.length)
  expect(Math.max(...words.map(([, word]) => word))).toBeLessThan(layout.PLAN_WORDS)
})

test('Source and layout agree about modes, reasons to stop, and bits', () => {
  const named = Object.entries({
    ...layout.MODE,
    ...layout.STOP,
    noColumn: layout.NO_COLUMN,
    ruledOut: layout.RULED_OUT,
    unclear: layout.UNCLEAR,
    flagsShift: FLAGS_SHIFT,
    elder: ELDER,
  })
  expect(named.map(([name]) => [name, constants.get(constantCase(name))])).toEqual(named)
})
