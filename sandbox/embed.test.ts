import { runInNewContext } from 'node:vm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { KEY, TestBench } from './testing'

const HOST = 'http://localhost:3999'
const EMBED = `?embed=true&embed_origin=${encodeURIComponent(HOST)}&theme=dark`
const MIA = 'mia@creator.sandbox.com'

let bench: TestBench
let script = ''
beforeAll(async () => {
  bench = await TestBench.start()
  script = (await bench.page('/assets/embed.js')).text
})
afterAll(() => bench.stop())
beforeEach(async () => {
  await bench.control('POST', '/reset')
})

const begin = (body: object = {}) => bench.init({ clientAppId: 'app_sandboxembed', ...body })

type Message = { event: string; metadata?: Record<string, unknown> }
type Settings = { origin: string; step: string; answers: boolean; messages: Message[] }

/** What a page tells its script; null where it has none. */
function settingsOf(text: string): Settings | null {
  const json = /data-settings="([^"]*)"/.exec(text)?.[1]
  return json === undefined ? null : JSON.parse(json.replaceAll('&quot;', '"').replaceAll('&amp;', '&'))
}
const settings = async (path: string) => settingsOf((await bench.page(path)).text)
const events = (found: Settings | null) => found?.messages.map(({ event }) => event)
const said = (found: Settings | null, event: string) =>
  found?.messages.find((message) => message.event === event)?.metadata
const csp = async (path: string) => (await bench.page(path)).headers.get('content-security-policy') ?? ''

/** Posts a form as the embedded page has it, and follows it. */
async function press(path: string, step: string, fields: Record<string, string> = {}): Promise<string> {
  const { next, text } = await bench.form(`${path}/${step}${EMBED}&loaded=true`, fields)
  return next === null ? text : (await bench.page(next)).text
}
const screenOf = (text: string) => said(settingsOf(text), 'sandbox_info')?.currentScreen

describe('what a framed page says', () => {
  it('is loaded once, and where it is on every screen', async () => {
    const path = await begin()
    const first = await settings(path + EMBED)
    expect(first).toMatchObject({ origin: HOST, step: 'pre-login', answers: true })
    expect(events(first)).toEqual(['loaded', 'sandbox_info'])
    expect(said(first, 'sandbox_info')).toEqual({
      activeScenarioId: null,
      currentScreen: 'pre-login',
      scenarios: [
        { id: 'creator', accountType: 'creator', loginType: 'password', password: 'good-password' },
        {
          id: 'creator-otp',
          accountType: 'creator',
          loginType: 'app_otp',
          password: 'good-password',
          otpCode: '123456',
        },
        expect.objectContaining({ id: 'fan', accountType: 'fan' }),
        expect.objectContaining({ id: 'fan-otp', accountType: 'fan' }),
      ],
    })
    const login = await press(path, 'consent')
    expect(events(settingsOf(login))).toEqual(['sandbox_info'])
    expect(screenOf(login)).toBe('login')
    const otp = await press(path, 'login', {
      email: 'mia@creator-otp.sandbox.com',
      password: 'good-password',
    })
    expect(settingsOf(otp)).toMatchObject({ step: '2fa' })
    expect(screenOf(otp)).toBe('otp')
    expect(said(settingsOf(otp), 'sandbox_info')).toMatchObject({ activeScenarioId: 'creator-otp' })
  })

  it('says who was connected, and goes nowhere', async () => {
    const path = await begin({ redirectUrl: undefined })
    await press(path, 'consent')
    const text = await press(path, 'login', { email: MIA, password: 'good-password' })
    expect(text).not.toMatch(/http-equiv="refresh"|Continue now/)
    const id = (await bench.list())[0]?.id
    const userData = {
      id: expect.stringMatching(/^\d+$/),
      name: expect.any(String),
      username: 'mia',
      avatar: expect.any(String),
    }
    expect(said(settingsOf(text), 'success')).toEqual({
      successUrl: `${HOST}/?status=success&connection_id=${id}`,
      redirect: false,
      connection: { id, userData },
      user: userData,
    })
    expect(events(await settings(path + EMBED))).toEqual(['loaded', 'sandbox_info', 'success'])
  })

  it('names the way back when there is one', async () => {
    const path = await begin()
    await press(path, 'consent')
    const text = await press(path, 'login', { email: MIA, password: 'good-password' })
    expect(text).not.toMatch(/http-equiv="refresh"|Continue now/)
    expect(said(settingsOf(text), 'success')).toMatchObject({
      redirect: true,
      successUrl: expect.stringContaining('/api/link/callback/ofauth?status=success&connection_id=conn_'),
    })
  })

  it.each([
    ['consent', 'pre-login'],
    ['login', 'login'],
    ['code', '2fa'],
  ])('says that the person left at %s', async (at, step) => {
    const path = await begin()
    if (at !== 'consent') await press(path, 'consent')
    if (at === 'code')
      await press(path, 'login', { email: 'mia+app@creator.sandbox.com', password: 'good-password' })
    const exit = said(settingsOf(await press(path, 'cancel')), 'exit')
    expect(exit).toEqual({ type: 'user_exit', step, error: null })
  })

  it('says what went wrong', async () => {
    const path = await begin()
    await press(path, 'consent')
    const text = await press(path, 'login', { email: 'mia@locked.sandbox.com', password: 'good-password' })
    expect(said(settingsOf(text), 'exit')).toEqual({
      type: 'error',
      step: 'error',
      error: { error_type: 'account_locked', error_message: expect.any(String) },
    })
  })

  it('says that a session is over or was never there', async () => {
    const path = await begin()
    await bench.control('POST', `/sessions${path}/expire`, { inMs: 0 })
    expect(events(await settings(path + EMBED))).toEqual(['loaded', 'invalid_session'])
    expect(events(await settings(`/cs_unknown${EMBED}`))).toEqual(['loaded', 'invalid_session'])
  })

  it('says nothing of the end when that is to be lost', async () => {
    await bench.control('POST', '/switches', { apiKey: KEY, callback: 'drop' })
    const path = await begin()
    await press(path, 'consent')
    const text = await press(path, 'login', { email: MIA, password: 'good-password' })
    expect(events(settingsOf(text))).toEqual(['sandbox_info'])
  })
})

describe('who may frame it', () => {
  it('is an allowed origin, and a script runs only there', async () => {
    const path = await begin()
    const { headers, text } = await bench.page(path + EMBED)
    const framed = headers.get('content-security-policy') ?? ''
    expect(framed).toContain(`frame-ancestors 'self' ${HOST}`)
    const nonce = /script-src 'nonce-([^']{20,})'/.exec(framed)?.[1]
    expect(text).toContain(`src="/assets/embed.js" nonce="${nonce}"`)
    expect(text).not.toMatch(/<script(?![^>]*src="\/assets\/embed.js")/)
    expect(text).toContain('data-theme="dark"')
    expect(await csp(path)).not.toContain('script-src')
  })

  it('is nobody whom the app does not name', async () => {
    const path = await begin()
    for (const origin of ['http://evil.example', `${HOST}.evil.example`, '*', 'null', '']) {
      const address = `${path}?embed=true&embed_origin=${encodeURIComponent(origin)}`
      const { status, text } = await bench.page(address)
      expect([status, settingsOf(text)]).toEqual([403, null])
      expect(await csp(address)).toContain("frame-ancestors 'none'")
    }
  })

  it('is nobody for a redirect app, nor when it is blocked', async () => {
    const redirect = await bench.init()
    expect(await csp(redirect + EMBED)).toContain("frame-ancestors 'none'")
    expect(await settings(redirect + EMBED)).toBeNull()
    await bench.control('POST', '/switches', { apiKey: KEY, embedFrame: 'blocked' })
    const path = await begin()
    expect(await csp(path + EMBED)).toContain("frame-ancestors 'none'")
    expect((await bench.page(path + EMBED)).headers.get('x-frame-options')).toBe('DENY')
  })

  it('goes back by itself when it has the whole window', async () => {
    const path = await begin()
    await bench.login(path, MIA)
    expect((await bench.callback(path)).get('status')).toBe('success')
  })
})

describe('the script', () => {
  type Posted = { message: unknown; target: string }

  /** Runs it in a window of its own and gives what it posts, and a way to post to it. */
  function run(given: Settings, framed = true) {
    const posted: Posted[] = []
    const parent = { postMessage: (message: unknown, target: string) => posted.push({ message, target }) }
    let listener: (event: object) => void = () => undefined
    const window: Record<string, unknown> = {
      addEventListener: (_name: string, heard: typeof listener) => {
        listener = heard
      },
    }
    window.parent = framed ? parent : window
    runInNewContext(script, {
      window,
      document: { currentScript: { dataset: { settings: JSON.stringify(given) } } },
    })
    const ask = (over: object = {}) =>
      listener({
        source: parent,
        origin: HOST,
        data: { type: 'OFAUTH_LINK', event: 'exit_requested' },
        ...over,
      })
    return { posted, ask }
  }
  const given = (over: Partial<Settings> = {}): Settings => ({
    origin: HOST,
    step: 'login',
    answers: true,
    messages: [{ event: 'loaded' }],
    ...over,
  })

  it('speaks to its origin alone', () => {
    const { posted } = run(given())
    expect(posted).toEqual([{ message: { type: 'OFAUTH_LINK', event: 'loaded' }, target: HOST }])
    expect(run(given(), false).posted).toEqual([])
  })

  it('answers when it is asked to close', () => {
    const { posted, ask } = run(given({ messages: [] }))
    ask()
    ask({ data: { type: 'OFAUTH_LINK', event: 'exit_requested', force: true } })
    expect(posted.map(({ message }) => message)).toEqual([
      { type: 'OFAUTH_LINK', event: 'exit', metadata: { type: 'user_exit', step: 'login', error: null } },
      { type: 'OFAUTH_LINK', event: 'exit', metadata: { type: 'forced_exit', step: 'login', error: null } },
    ])
  })

  it('does not answer others, nonsense, or at all when switched so', () => {
    const { posted, ask } = run(given({ messages: [] }))
    ask({ origin: 'http://evil.example' })
    ask({ source: {} })
    ask({ source: null })
    for (const data of [null, 'exit_requested', 7, {}, { type: 'OFAUTH_LINK', event: 'loaded' }])
      ask({ data })
    expect(posted).toEqual([])
    const mute = run(given({ messages: [], answers: false }))
    mute.ask()
    expect(mute.posted).toEqual([])
  })
})
