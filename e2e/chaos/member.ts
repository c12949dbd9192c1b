import { randomUUID } from 'node:crypto'
import { encode } from 'next-auth/jwt'
import { hashToken, randomToken } from '../../lib/crypto/random'
import { TestBrowser } from '../../lib/testing/browser'
import { builtActions } from '../authz/build-entries'
import { type Answer, Http, plainCall } from '../authz/http'
import { type Agency, join } from '../fixtures/agency'
import { environment } from '../fixtures/environment'
import type { Bench } from './bench'

const COOKIE = 'patchbay-session'
const ACTIONS = 'app/a/[agency]/link-sessions/actions.ts'

type Started = { linkSessionId: string; url: string | null }

/** Somebody of the staff of every agency here, in one browser, who talks plain HTTP: pages are not what is tested. */
export class Member {
  /** The browser that begins sessions and walks the provider's pages. */
  readonly browser = new TestBrowser()
  private readonly http: Http
  private readonly ids = new Map(builtActions().map(({ key, id }) => [key, id]))

  private constructor(
    private readonly bench: Bench,
    private readonly userId: string,
    private readonly session: string,
  ) {
    this.http = new Http(environment.baseUrl, String(bench.port))
  }

  static async signIn(bench: Bench): Promise<Member> {
    const { sql } = bench
    const id = randomUUID()
    const token = randomToken()
    await sql`insert into users ${sql({ id, email: `${id}@e2e.example`, name: 'Cha Os', password_hash: 'none' })}`
    await sql`insert into sessions ${sql({
      id: randomUUID(),
      user_id: id,
      token_hash: hashToken('session', token),
      user_agent: 'chaos',
      address: '127.0.0.1',
      stepped_up_at: new Date(),
      expires_at: new Date(Date.now() + 3_600_000),
    })}`
    const secret = process.env.AUTH_SECRET ?? ''
    return new Member(bench, id, await encode({ token: { sid: token }, secret, salt: COOKIE }))
  }

  join(agency: Agency): Promise<void> {
    return join(this.bench.sql, agency, this.userId, 'staff')
  }

  /** Starts a session; `providerAccountId` for one of our own form. */
  connect(agency: Agency, providerAccountId?: string): Promise<Started> {
    const through = providerAccountId ? { providerAccountId, mode: 'polling' } : {}
    const input = { idempotencyKey: randomUUID(), creatorName: 'A Creator', ...through }
    return this.done(agency, 'startConnectAction', input)
  }

  reconnect(agency: Agency, connectionId: string): Promise<Started> {
    return this.done(agency, 'startReconnectAction', { idempotencyKey: randomUUID(), connectionId })
  }

  giveLogin(agency: Agency, linkSessionId: string, email: string): Promise<unknown> {
    const input = { linkSessionId, method: 'password', email, password: 'good-password' }
    return this.done(agency, 'submitLoginAction', input)
  }

  giveCode(agency: Agency, linkSessionId: string): Promise<unknown> {
    return this.done(agency, 'submitCodeAction', { linkSessionId, code: '123456' })
  }

  /** Brings the provider's callback, as the browser would. */
  comeBack(callback: URL | null): Promise<Answer> {
    if (!callback) throw new Error('The provider leads nowhere.')
    const path = `${callback.pathname}${callback.search}`
    return this.http.send(path, { headers: { cookie: this.cookies() } })
  }

  private cookies(): string {
    return `${COOKIE}=${this.session}; patchbay-browser=${this.browser.cookie}`
  }

  /** Calls an action; throws when no answer came, or a refusal. */
  private async done<T>(agency: Agency, name: string, input: object): Promise<T> {
    const { body, headers } = plainCall([agency.slug, input])
    const answer = await this.http.send(`${agency.path}/connections/new`, {
      method: 'POST',
      body,
      headers: {
        ...headers,
        accept: 'text/x-component',
        origin: environment.baseUrl,
        'sec-fetch-site': 'same-origin',
        'next-action': this.ids.get(`${ACTIONS}#${name}`) ?? '',
        cookie: this.cookies(),
      },
    })
    const row = /^[0-9a-f]+:(\{"ok":.*)$/m.exec(answer.text)?.[1]
    const result = row ? (JSON.parse(row) as { ok: boolean; data: T | { kind: string } }) : null
    if (!result?.ok) throw new Error(`${name}: ${answer.status} ${answer.text.slice(0, 500)}`)
    return result.data as T
  }
}
