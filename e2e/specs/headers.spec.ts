import { accountOf, makeConnection } from '../fixtures/agency'
import { environment } from '../fixtures/environment'
import { newestSession, startConnect } from '../fixtures/link'
import { expect, test } from '../fixtures/test'

test('every kind of answer carries its headers', async ({ agency, openAs, sql }) => {
  const known = await makeConnection(sql, agency, accountOf('Helga Header'))
  const page = await openAs('staff')
  await startConnect(page, agency, 'Hans Header')
  const { id } = await newestSession(sql, agency)
  const { request } = page.context()
  const html = await (await request.get('/sign-in')).text()
  const script = /\/_next\/static\/[^"]+\.js/.exec(html)?.[0] ?? ''
  const style = /\/_next\/static\/[^"]+\.css/.exec(html)?.[0] ?? ''
  const dataOf = async (path: string) =>
    (await request.get(path, { maxRedirects: 0, headers: { rsc: '1' } })).headers().location ?? ''
  const cases: [path: string, status: number, kind: 'page' | 'other', headers?: Record<string, string>][] = [
    ['/sign-in', 307, 'other'],
    ['/setup', 404, 'page'],
    ['/link/closed', 200, 'page'],
    ['/sign-in/second-step', 307, 'other'],
    ['/reset', 200, 'page'],
    [`/reset/${'x'.repeat(43)}`, 303, 'other'],
    ['/no/such/page', 404, 'page'],
    ['/connect', 200, 'page'],
    ['/connect/go', 303, 'other'],
    ['/connect/i/nothing', 303, 'other'],
    ['/connect/language/es', 303, 'other'],
    ['/connect/status', 200, 'other'],
    ['/', 307, 'other'],
    [agency.path, 200, 'page'],
    [`${agency.path}/connections`, 200, 'page'],
    // Next names the variant of a page's data in the address.
    [`${agency.path}/connections`, 307, 'other', { rsc: '1' }],
    [await dataOf(`${agency.path}/connections`), 200, 'other', { rsc: '1' }],
    [`${agency.path}/connections/${known.id}`, 200, 'page'],
    [`${agency.path}/connections/new`, 200, 'page'],
    [`${agency.path}/link-sessions/${id}`, 200, 'page'],
    [`${agency.path}/link-sessions/${id}/status`, 200, 'other'],
    [`${agency.path}/attention`, 200, 'page'],
    [`${agency.path}/creators`, 200, 'page'],
    [`${agency.path}/account`, 200, 'page'],
    ['/a/no-such-agency', 404, 'page'],
    ['/api/health', 200, 'other'],
    ['/api/no-such', 404, 'other'],
    ['/api/link/callback/ofauth?status=success', 303, 'other'],
    ['/icon.svg', 200, 'other'],
    [script, 200, 'other'],
    [style, 200, 'other'],
  ]
  for (const [path, status, kind, sent] of cases) {
    const response = await request.get(path, { maxRedirects: 0, ...(sent ? { headers: sent } : {}) })
    const headers = response.headers()
    expect(response.status(), path).toBe(status)
    expect.soft(headers['x-content-type-options'], path).toBe('nosniff')
    expect.soft(headers['referrer-policy'], path).toBe('no-referrer')
    expect.soft(headers['x-frame-options'], path).toBe('DENY')
    expect.soft(headers['cross-origin-opener-policy'], path).toBe('same-origin')
    expect.soft(headers['strict-transport-security'], path).toContain('max-age=63072000')
    expect.soft(headers['x-powered-by'], path).toBeUndefined()
    if (kind === 'page') {
      const policy = headers['content-security-policy'] ?? ''
      expect.soft(policy, path).toMatch(/script-src 'nonce-[^']+' 'strict-dynamic'/)
      expect.soft(policy, path).not.toMatch(/unsafe-/)
      for (const rule of [
        "default-src 'none'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "object-src 'none'",
      ])
        expect.soft(policy, path).toContain(rule)
      expect.soft(headers['cache-control'], path).toMatch(/no-store/)
    }
    if (/^\/(a|api|connect)\b/.test(path))
      expect.soft(headers['cache-control'] ?? 'no-store', path).toMatch(/no-store/)
  }
})

test('the nonce is new on every answer, and no answer has a script without it', async ({ openFor }) => {
  const page = await openFor(null)
  const nonces = new Set<string>()
  for (let i = 0; i < 5; i += 1) {
    const response = await page.context().request.get('/sign-in')
    const nonce = /'nonce-([^']+)'/.exec(response.headers()['content-security-policy'] ?? '')?.[1] ?? ''
    nonces.add(nonce)
    for (const [tag] of (await response.text()).matchAll(/<script\b[^>]*>/g)) expect(tag).toContain(nonce)
  }
  expect(nonces.size).toBe(5)
})

test('the session cookie is out of reach of scripts and of other sites', async ({ openAs }) => {
  const page = await openAs('staff')
  await page.goto('/')
  const cookies = await page.context().cookies(environment.baseUrl)
  const session = cookies.find((cookie) => cookie.name.endsWith('patchbay-session'))
  expect(session).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' })
  expect(await page.evaluate(() => document.cookie)).toBe('')
  for (const cookie of cookies) expect(cookie.httpOnly, cookie.name).toBe(true)
})
