import { describe, expect, it } from 'vitest'
import { EventStream } from '../../../service/http/event-stream.ts'

const RETRY = 'retry: 3000\n\n'

async function readAll(stream: EventStream): Promise<string> {
  let text = ''
  for await (const chunk of stream) text += String(chunk)
  return text
}

describe('a stream of events', () => {
  it('is written as the standard says', async () => {
    const stream = new EventStream()
    stream.report('progress', { rows: 1, text: 'a\nb' })
    stream.beat()
    stream.finish('end', { state: 'done' })
    expect(await readAll(stream)).toBe(
      `${RETRY}event: progress\ndata: {"rows":1,"text":"a\\nb"}\n\n:\n\nevent: end\ndata: {"state":"done"}\n\n`,
    )
  })

  it('gives who reads slowly the newest report, not all of them', async () => {
    const stream = new EventStream({ room: 100 })
    for (let rows = 0; rows < 10_000; rows++) stream.report('progress', { rows })
    expect(stream.readableLength).toBeLessThan(200)
    const reading = readAll(stream)
    await new Promise(setImmediate)
    stream.finish('end', {})
    const rows = [...(await reading).matchAll(/"rows":(\d+)/g)].map(match => Number(match[1]))
    expect(rows).toEqual([0, 1, 2, 9_999])
  })

  it('comes to its end for who reads slowly', async () => {
    const stream = new EventStream({ room: 1 })
    for (let rows = 0; rows < 10; rows++) stream.report('progress', { rows })
    stream.finish('end', { state: 'failed' })
    stream.finish('end', { state: 'failed' })
    stream.report('progress', { rows: 11 })
    expect(await readAll(stream)).toBe(`${RETRY}event: end\ndata: {"state":"failed"}\n\n`)
  })

  it('lets go who takes nothing from one heart beat to the next', () => {
    const stream = new EventStream({ room: 1 })
    stream.beat()
    expect(stream.destroyed).toBe(false)
    stream.beat()
    expect(stream.destroyed).toBe(true)
  })

  it('keeps who takes something, however little', async () => {
    const stream = new EventStream({ room: 1 })
    for (let beats = 0; beats < 5; beats++) {
      stream.beat()
      stream.read()
      await new Promise(setImmediate)
    }
    expect(stream.destroyed).toBe(false)
    stream.destroy()
  })
})
