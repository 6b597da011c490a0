/** The terminal: where results (`out`) and everything beside them (`err`) go, and how they may look there. */
import process from 'node:process'

export interface Terminal {
  /** Columns of what `out` is shown on. */
  readonly width: number
  /** Whether results may be coloured. */
  readonly colour: boolean
  /** Whether a line on `err` can be drawn over. */
  readonly interactive: boolean
  /** Columns of what `err` is shown on. */
  readonly errWidth: number
  out(text: string): void
  err(text: string): void
  /** Shows a line on `err` until the next text; '' takes it away. Only where `interactive`. */
  status(line: string): void
}

/** Where nobody looks at columns, lines may be as wide as a wide screen. */
const UNKNOWN_WIDTH = 100
const ERASE_LINE = '\r\u001b[2K'

/** The terminal of this process. A reader that went away (`| head`) is no error: what it does not read is dropped. */
export function processTerminal(colour: boolean): Terminal {
  const { stdout, stderr } = process
  for (const stream of [stdout, stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error
    })
  let status = ''
  const clear = () => {
    if (status !== '') stderr.write(ERASE_LINE)
    status = ''
  }
  const write = (stream: NodeJS.WriteStream, text: string) => {
    clear()
    if (stream.writable) stream.write(text)
  }
  return {
    get width() {
      return stdout.columns ?? UNKNOWN_WIDTH
    },
    get errWidth() {
      return stderr.columns ?? UNKNOWN_WIDTH
    },
    colour: colour && stdout.isTTY === true,
    interactive: stderr.isTTY === true,
    out: text => write(stdout, text),
    err: text => write(stderr, text),
    status(line) {
      clear()
      if (line === '' || !stderr.writable) return
      stderr.write(line)
      status = line
    },
  }
}

/** Waits until what was written has left the process, or nobody reads it any more. */
export const flushed = (): Promise<unknown> =>
  Promise.all(
    [process.stdout, process.stderr].map(
      stream =>
        new Promise<void>(resolve => {
          if (!stream.writable) resolve()
          else stream.write('', () => resolve())
        }),
    ),
  )
