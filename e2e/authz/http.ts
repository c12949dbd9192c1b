import { request } from 'node:http'
import { environment } from '../fixtures/environment'

export type Answer = { status: number; headers: Record<string, string | string[] | undefined>; text: string }
type Send = { method?: string; headers?: Record<string, string>; body?: string | Buffer }

/** Plain HTTP to one web process, with every header in our hands. */
export class Http {
  /** @param port where the process really listens */
  constructor(
    readonly origin = environment.baseUrl,
    private readonly port = new URL(origin).port,
  ) {}

  send(path: string, { method = 'GET', headers = {}, body }: Send = {}): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const outgoing = request(
        {
          host: '127.0.0.1',
          port: this.port,
          method,
          path,
          headers: { host: new URL(this.origin).host, ...headers },
        },
        (incoming) => {
          const chunks: Buffer[] = []
          incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
          const done = () =>
            resolve({
              status: incoming.statusCode ?? 0,
              headers: incoming.headers,
              text: Buffer.concat(chunks).toString('utf8'),
            })
          incoming.on('end', done)
          incoming.on('error', reject)
          // A stream never ends: that it began is the answer.
          if (!incoming.headers['content-type']?.startsWith('text/event-stream')) return
          incoming.once('data', () => {
            done()
            outgoing.destroy()
          })
        },
      )
      outgoing.on('error', reject)
      outgoing.end(body)
    })
  }
}

/** What an action answered: `ok`, the code of its refusal, `redirect <path>`, or `status <n>`. */
export function outcomeOf(answer: Answer): string {
  const redirect = answer.headers['x-action-redirect']
  if (typeof redirect === 'string') return `redirect ${redirect.split(';')[0]}`
  if (answer.status === 303) return `redirect ${answer.headers.location}`
  for (const line of answer.text.split('\n')) {
    const row = /^[0-9a-f]+:(\{"ok":.*)$/.exec(line)?.[1]
    if (!row) continue
    const result = JSON.parse(row) as {
      ok: boolean
      data?: { result?: unknown } | null
      error?: { code: string } | string
    }
    // A form of the creator's page says in her words what became of it, a refusal too.
    if (result.ok) return typeof result.data?.result === 'string' ? result.data.result : 'ok'
    if (typeof result.error === 'object') return result.error.code
    return /"code":"([a-z_]+)"/.exec(answer.text)?.[1] ?? 'unknown error'
  }
  return `status ${answer.status}`
}

/** The refusal's own words, without its reference: what must be the same for a foreign and for a random id. */
export function wordsOf(answer: Answer): string {
  return /"message":"((?:[^"\\]|\\.)*)"/.exec(answer.text)?.[1] ?? ''
}

/** The body of a call with plain arguments, as React encodes it. */
export function plainCall(args: unknown[]): { body: string; headers: Record<string, string> } {
  return { body: JSON.stringify(args), headers: { 'content-type': 'text/plain;charset=UTF-8' } }
}

/** The body of a form action's call: `(previous, form)`. */
export function formCall(fields: Record<string, string>): { body: Buffer; headers: Record<string, string> } {
  const boundary = '----patchbay-matrix'
  // The root comes last: by then the server has read the fields that it points at.
  const parts = [
    ...Object.entries(fields).map(([name, value]) => [`_1_${name}`, value]),
    ['0', '[null,"$K1"]'],
  ]
  const text = parts
    .map(
      ([name, value]) =>
        `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    )
    .join('')
  return {
    body: Buffer.from(`${text}--${boundary}--\r\n`),
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  }
}
