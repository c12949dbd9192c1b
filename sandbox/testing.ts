import { createSandbox, type Sandbox } from './app'

/** What the tests share: a sandbox of their own on a free port, its clock, and short ways to speak to it. */

export const KEY = 'sk_sandbox_first'
export const OTHER_KEY = 'sk_sandbox_second'
export const LIVE_KEY = 'sk_live_configured'
export const CALLBACK = 'http://localhost:3999/api/link/callback/ofauth'
const TOKEN = 'a-control-token-for-tests'

export type Answer = { status: number; headers: Headers; body: Record<string, unknown> }
type Options = { key?: string | null; body?: unknown; headers?: Record<string, string> }

export class TestBench {
  private constructor(
    private readonly sandbox: Sandbox,
    readonly origin: string,
    readonly smtpUrl: string,
    private readonly time: { ms: number },
  ) {}

  static async start(
    dataDir: string | null = null,
    log?: (line: string) => void,
    appOrigin = 'http://localhost:3999',
  ): Promise<TestBench> {
    const time = { ms: Date.UTC(2026, 5, 15, 12) }
    const sandbox = createSandbox({
      dataDir,
      controlToken: TOKEN,
      // A live key is refused even when somebody configures one.
      apiKeys: [KEY, OTHER_KEY, LIVE_KEY],
      redirectUris: [CALLBACK],
      appOrigins: [appOrigin],
      port: 0,
      smtpPort: 0,
      now: () => time.ms,
      ...(log === undefined ? {} : { log }),
    })
    const { origin, smtpUrl } = await sandbox.listen()
    return new TestBench(sandbox, origin, smtpUrl, time)
  }

  stop(): Promise<void> {
    return this.sandbox.close()
  }

  /** Lets real time pass. */
  pass(ms: number): void {
    this.time.ms += ms
  }

  async api(method: string, path: string, { key = KEY, body, headers = {} }: Options = {}): Promise<Answer> {
    const response = await fetch(this.origin + path, {
      method,
      headers: { ...(key === null ? {} : { apikey: key }), 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, headers: response.headers, body: text === '' ? {} : JSON.parse(text) }
  }

  /** OnlyFansAPI below `/api`, with the first organisation's key there. */
  ofapi(method: string, path: string, body?: unknown, key = 'ofapi_sandbox_first'): Promise<Answer> {
    return this.api(method, `/api${path}`, { key: null, body, headers: { authorization: `Bearer ${key}` } })
  }

  /** OnlyFansKit below `/v1`, with the first organisation's key there. */
  kit(method: string, path: string, body?: unknown, key = 'ofk_sandbox_first'): Promise<Answer> {
    return this.api(method, `/v1${path}`, { key: null, body, headers: { authorization: `Bearer ${key}` } })
  }

  control(method: string, path: string, body?: unknown): Promise<Answer> {
    return this.api(method, `/__control${path}`, { key: null, body, headers: { 'x-control-token': TOKEN } })
  }

  /** Starts a session and gives its page's path, which is `/cs_…`. */
  async init(body: Record<string, unknown> = {}, key = KEY): Promise<string> {
    const answer = await this.api('POST', '/v2/link/init', {
      key,
      body: {
        clientAppId: 'app_sandboxredirect',
        redirectUrl: CALLBACK,
        clientReferenceId: 'ref-1',
        ...body,
      },
    })
    return new URL(String(answer.body.url)).pathname
  }

  status(path: string, key = KEY): Promise<Answer> {
    return this.api('GET', `/v2/link${path}`, { key })
  }

  async page(path: string): Promise<{ status: number; text: string; headers: Headers }> {
    const response = await fetch(this.origin + path, { redirect: 'manual' })
    return { status: response.status, text: await response.text(), headers: response.headers }
  }

  /** Sends a form as a browser on this page would. `next` is where it is sent on to, if it is. */
  async form(path: string, fields: Record<string, string> = {}, origin = this.origin) {
    const response = await fetch(this.origin + path, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin },
      body: new URLSearchParams(fields),
    })
    return { status: response.status, text: await response.text(), next: response.headers.get('location') }
  }

  /** Opens the page, agrees and logs in. */
  async login(path: string, email: string, password = 'good-password') {
    await this.page(path)
    await this.form(`${path}/consent`)
    return this.form(`${path}/login`, { email, password })
  }

  /** The whole way for an e-mail without a second factor; gives the callback's parameters. */
  async connect(email: string, body: Record<string, unknown> = {}, key = KEY): Promise<URLSearchParams> {
    const path = await this.init(body, key)
    await this.login(path, email)
    return this.callback(path)
  }

  /** Where the last page sends the browser. */
  async callback(path: string): Promise<URLSearchParams> {
    const { text } = await this.page(`${path}/return`)
    const target = /http-equiv="refresh" content="\d+;url=([^"]+)"/.exec(text)?.[1]
    if (target === undefined) throw new Error('the page sends nobody back')
    return new URL(target.replaceAll('&amp;', '&')).searchParams
  }

  async list(query = '', key = KEY): Promise<Record<string, unknown>[]> {
    const { list } = (await this.api('GET', `/v2/account/connections${query}`, { key })).body
    return Array.isArray(list) ? list : []
  }
}
