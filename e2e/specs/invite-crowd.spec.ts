import { type APIRequestContext, request } from '@playwright/test'
import { environment } from '../fixtures/environment'
import { type Invite, makeInvite } from '../fixtures/invites'
import { expect, test } from '../fixtures/test'
import { GOOD_PASSWORD } from '../pages/hosted-page'

const CROWD = 40

/** The fields of the page's first form, as a browser without JavaScript would post them. */
function fieldsOf(html: string): Record<string, string> {
  const [form = ''] = /<form.*?<\/form>/s.exec(html) ?? []
  const fields: Record<string, string> = {}
  for (const [tag] of form.matchAll(/<input[^>]*>/g)) {
    const [, name = ''] = /name="([^"]*)"/.exec(tag) ?? []
    const [, value = ''] = /value="([^"]*)"/.exec(tag) ?? []
    fields[name] = value.replaceAll('&quot;', '"').replaceAll('&amp;', '&')
  }
  return fields
}

/** Presses the page's button without a browser; the answer leads on. */
async function press(http: APIRequestContext): Promise<string> {
  const html = await (await http.get('/connect')).text()
  const answer = await http.post('/connect', {
    multipart: fieldsOf(html),
    headers: { origin: environment.baseUrl, 'sec-fetch-site': 'same-origin' },
    maxRedirects: 0,
  })
  expect(answer.status()).toBe(303)
  return answer.headers().location ?? ''
}

/** The whole way of one creator, over plain HTTP. */
async function connect(http: APIRequestContext, invite: Invite, email: string): Promise<void> {
  await http.get(invite.path)
  expect(await press(http)).toBe('/connect?go=1')
  const go = await http.get('/connect/go', { maxRedirects: 0 })
  const page = go.headers().location ?? ''
  expect(page).toContain(environment.sandboxUrl)
  const headers = { origin: environment.sandboxUrl }
  await http.post(`${page}/consent`, { headers, form: {}, maxRedirects: 0 })
  await http.post(`${page}/login`, { headers, form: { email, password: GOOD_PASSWORD }, maxRedirects: 0 })
  const end = await (await http.get(`${page}/return`)).text()
  const [, callback = ''] = /http-equiv="refresh" content="\d+;url=([^"]+)"/.exec(end) ?? []
  const shown = await (await http.get(callback.replaceAll('&amp;', '&'))).text()
  expect(shown).toContain('Is this your account?')
  expect(await press(http)).toBe('/connect')
  expect(await (await http.get('/connect')).text()).toContain('Your account is connected')
}

test('forty creators at once', async ({ agency, sql }) => {
  const invites = await Promise.all(
    Array.from({ length: CROWD }, (_, index) => makeInvite(sql, agency, { creator: `Creator ${index}` })),
  )
  const began = Date.now()
  await Promise.all(
    invites.map(async (invite, index) => {
      const http = await request.newContext({ baseURL: environment.baseUrl })
      await connect(http, invite, `crowd.${index}@creator.sandbox.com`)
      await http.dispose()
    }),
  )
  expect(Date.now() - began).toBeLessThan(60_000)
  const connected = await sql<{ username: string; creator_id: string }[]>`
    select username, creator_id from connections where agency_id = ${agency.id} and status = 'active'`
  expect(new Set(connected.map(({ username }) => username)).size).toBe(CROWD)
  expect(new Set(connected.map(({ creator_id }) => creator_id)).size).toBe(CROWD)
  expect((await agency.control.state()).connections).toHaveLength(CROWD)
  const [{ uses } = { uses: -1 }] = await sql<{ uses: number }[]>`
    select sum(uses)::int as uses from invites where agency_id = ${agency.id}`
  expect(uses).toBe(CROWD)
})
