/** An encoder for test data: the inverse of the platform's own GB18030 decoder. */

const table = new Map<string, Buffer>()

const learn = (...bytes: number[]) => {
  const buffer = Buffer.from(bytes)
  try {
    const text = new TextDecoder('gb18030', { fatal: true }).decode(buffer)
    if ([...text].length === 1 && !table.has(text)) table.set(text, buffer)
  } catch {
    // Not a character.
  }
}

for (let lead = 0x81; lead <= 0xfe; lead++) {
  for (let trail = 0x40; trail <= 0xfe; trail++) if (trail !== 0x7f) learn(lead, trail)
}
for (let one = 0x81; one <= 0x84; one++) {
  for (let two = 0x30; two <= 0x39; two++) {
    for (let three = 0x81; three <= 0xfe; three++) {
      for (let four = 0x30; four <= 0x39; four++) learn(one, two, three, four)
    }
  }
}

function encodeCharacter(character: string): Buffer {
  const code = character.codePointAt(0) ?? 0
  if (code < 0x80) return Buffer.from([code])
  const known = table.get(character)
  if (known) return known
  if (code < 0x10000) throw new Error(`no GB18030 for U+${code.toString(16)}`)
  const index = code - 0x10000 + 189_000
  return Buffer.from([
    0x81 + Math.floor(index / 12_600),
    0x30 + (Math.floor(index / 1260) % 10),
    0x81 + (Math.floor(index / 10) % 126),
    0x30 + (index % 10),
  ])
}

export const encodeGb18030 = (text: string): Buffer => Buffer.concat([...text].map(encodeCharacter))
