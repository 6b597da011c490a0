/** A small object storage for tests: the requests of S3 that the archive makes, and what can go wrong with them. */
import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

export const ACCESS_KEY = 'AKTESTONLY'

export class ObjectStorageServer implements AsyncDisposable {
  readonly objects = new Map<string, Buffer>()
  /** Parts of uploads that are neither complete nor aborted. */
  readonly uploads = new Map<string, Map<number, Buffer>>()
  /** Method and what it is about, in the order of the requests that came. */
  readonly requests: string[] = []
  /** How many of the next requests are answered with 503. */
  busy = 0
  /** How many of the next bodies break off in the middle. */
  breaks = 0
  /** How many of the next bodies end in the middle as if that were all. */
  shortened = 0
  /** Answers 403 to everything. */
  denies = false
  readonly #server = createServer((request, response) => void this.#answer(request, response))

  static async open(): Promise<ObjectStorageServer> {
    const storage = new ObjectStorageServer()
    await new Promise<void>(resolve => storage.#server.listen(0, '127.0.0.1', resolve))
    return storage
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise(resolve => this.#server.close(resolve))
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const body = Buffer.concat(chunks)
    const { pathname: path, searchParams: query } = new URL(request.url ?? '', 'http://storage')
    this.requests.push(
      [request.method, request.headers.range, query.get('partNumber')].filter(Boolean).join(' '),
    )
    const refuse = (status: number, code: string) => {
      response.writeHead(status, { 'content-type': 'application/xml' })
      response.end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`)
    }
    if (this.busy > 0) {
      this.busy--
      return refuse(503, 'SlowDown')
    }
    if (this.denies || !request.headers.authorization?.includes(ACCESS_KEY))
      return refuse(403, 'AccessDenied')
    if (!path.startsWith('/bucket/')) return refuse(404, 'NoSuchBucket')
    const md5 = createHash('md5').update(body).digest()
    const sent = request.headers['content-md5']
    if (sent !== undefined && sent !== md5.toString('base64')) return refuse(400, 'BadDigest')
    const answer = (content = '', headers: Record<string, string> = {}) => {
      response.writeHead(200, { etag: `"${md5.toString('hex')}"`, ...headers })
      response.end(content)
    }
    const upload = query.get('uploadId')
    switch (request.method) {
      case 'POST': {
        if (upload === null) {
          const id = `upload-${this.requests.length}`
          this.uploads.set(id, new Map())
          return answer(
            `<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`,
          )
        }
        const parts = [...(this.uploads.get(upload) ?? [])].toSorted(([one], [other]) => one - other)
        const named = [...body.toString().matchAll(/<PartNumber>(\d+)</g)].map(match => Number(match[1]))
        if (String(named) !== String(parts.map(([number]) => number))) return refuse(400, 'InvalidPart')
        this.objects.set(path, Buffer.concat(parts.map(([, part]) => part)))
        this.uploads.delete(upload)
        return answer('<CompleteMultipartUploadResult></CompleteMultipartUploadResult>')
      }
      case 'PUT':
        if (upload === null) this.objects.set(path, body)
        else this.uploads.get(upload)?.set(Number(query.get('partNumber')), body)
        return answer()
      case 'DELETE':
        this.uploads.delete(upload ?? '')
        return answer()
      default:
        return await this.#give(this.objects.get(path), request, response, refuse)
    }
  }

  async #give(
    object: Buffer | undefined,
    request: IncomingMessage,
    response: ServerResponse,
    refuse: (status: number, code: string) => void,
  ): Promise<void> {
    if (!object) return refuse(404, 'NoSuchKey')
    const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0)
    const content = object.subarray(from)
    response.writeHead(from > 0 ? 206 : 200, {
      etag: `"${createHash('md5').update(object).digest('hex')}"`,
      ...(this.shortened > 0 ? {} : { 'content-length': content.length }),
      ...(from > 0 ? { 'content-range': `bytes ${from}-${object.length - 1}/${object.length}` } : {}),
    })
    if (request.method === 'HEAD') return void response.end()
    const half = content.subarray(0, content.length / 2)
    if (this.breaks > 0) {
      this.breaks--
      response.write(half)
      await sleep(20)
      response.destroy()
    } else if (this.shortened > 0) {
      this.shortened--
      response.end(half)
    } else response.end(content)
  }
}
