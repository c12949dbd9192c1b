import type { APIRequestContext } from '@playwright/test'
import { join } from '../fixtures/agency'
import { environment } from '../fixtures/environment'
import { expect, test } from '../fixtures/test'
import { ConsolePage } from '../pages/console-page'
import { SignInPage } from '../pages/sign-in-page'

/** Sends the sign-in form as a browser without JavaScript does. Answers where it leads. */
async function sendForm(
  request: APIRequestContext,
  fields: { email: string; password: string; next: string },
): Promise<{ status: number; location: string | undefined }> {
  const html = await (await request.get('/sign-in')).text()
  const hidden: Record<string, string> = {}
  for (const [tag] of html.matchAll(/<input type="hidden"[^>]*>/g)) {
    const name = /name="([^"]*)"/.exec(tag)?.[1]
    const value = /value="([^"]*)"/.exec(tag)?.[1] ?? ''
    if (name) hidden[name] = value.replaceAll('&quot;', '"').replaceAll('&amp;', '&')
  }
  const response = await request.post('/sign-in', {
    multipart: { ...hidden, ...fields },
    headers: { origin: environment.baseUrl },
    maxRedirects: 0,
  })
  return { status: response.status(), location: response.headers().location }
}

test('a wrong password is told, and the e-mail stays', async ({ openFor, people }) => {
  const person = await people.create('Willy Wrong')
  const form = new SignInPage(await openFor(null))
  await form.open()
  await form.signIn({ email: person.email, password: 'wrong-password' })
  await expect(form.problem).toContainText('E-mail or password is wrong.')
  await expect(form.problem).toContainText('Reference')
  await expect(form.email).toHaveValue(person.email)
  await expect(form.password).toHaveValue('')
  await form.signIn({ email: 'nobody.at.all@e2e.example', password: 'wrong-password' })
  await expect(form.problem).toContainText('E-mail or password is wrong.')
})

test('ten wrong passwords, and then not even the right one', async ({ openFor, people, sql }) => {
  const person = await people.create('Lim Limited')
  const form = new SignInPage(await openFor(null))
  await form.open()
  const references = new Set<string | undefined>()
  for (let i = 0; i < 10; i += 1) {
    await form.signIn({ email: person.email, password: `wrong-password-${i}` })
    // Each answer has a reference of its own; until it is there, the one before is still shown.
    await expect(async () => {
      const reference = /Reference (\S+)/.exec(await form.problem.innerText())?.[1]
      expect(references).not.toContain(reference)
      references.add(reference)
    }).toPass()
    await expect(form.problem).toContainText('E-mail or password is wrong.')
  }
  await form.signIn(person)
  await expect(form.problem).toContainText('Too many tries. Try again in')
  // Somebody else at the same address is not kept out.
  await form.signIn(await people.create('Una Other'))
  await form.page.waitForURL((url) => url.pathname === '/')
  // The address has a limit of its own; what this test used up of it is given back.
  await sql`update rate_limits set count = greatest(count - 11, 0) where count > 11`
})

test('works without JavaScript', async ({ agency, browser, people, sql }) => {
  const person = await people.create('Noah Noscript')
  await join(sql, agency, person.id, 'staff')
  const context = await browser.newContext({ javaScriptEnabled: false })
  try {
    const page = await context.newPage()
    const form = new SignInPage(page)
    await page.goto(`${agency.path}/connections`)
    await page.waitForURL(/\/sign-in\?next=/)
    await form.signIn({ email: person.email, password: 'wrong-password' })
    await expect(form.problem).toContainText('E-mail or password is wrong.')
    await expect(form.email).toHaveValue(person.email)
    await form.signIn(person)
    await page.waitForURL(`**${agency.path}/connections`)
    await expect(page.getByRole('banner')).toContainText(person.name)
  } finally {
    await context.close()
  }
})

test('a click on one of the demo’s people fills the form', async ({ openFor }) => {
  const page = await openFor(null)
  const form = new SignInPage(page)
  await form.open()
  await page.getByRole('button', { name: /Hana Sato/ }).click()
  await expect(form.email).toHaveValue('hana@harbor.example')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.waitForURL('**/a/harbor')
  await new ConsolePage(page, { path: '/a/harbor' }).settled()
})

const ID = '0d5a5b9e-3f0a-4a51-9a47-6e0b9d3c1f22'
const OPEN_REDIRECTS = [
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/%09/evil.example',
  '/%2F/evil.example',
  '/%5cevil.example',
  'https:evil.example',
  'https://evil.example',
  'https://evil.example/a/northlight',
  `${environment.baseUrl}.evil.example/a/x`,
  `${environment.baseUrl}@evil.example/a/x`,
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  '/a/northlight/../../../evil',
  '/a/northlight//evil.example',
  '/a/northlight?next=//evil.example',
  '/a/northlight#//evil.example',
  '/a/northlight/connections/../../x',
  `/a/northlight/connections/${ID}/extra`,
  '/api/link/callback/ofauth?status=success',
  '/a/northlight\r\nset-cookie: x=1',
  '/a/@evil.example',
  '.evil.example',
  '//google%00.com',
  '/\u2044evil.example',
  '／／evil.example',
  ' //evil.example',
]

test('after signing in one never lands elsewhere', async ({ people, playwright }) => {
  const person = await people.create('Rhea Redirect')
  for (const next of OPEN_REDIRECTS) {
    const request = await playwright.request.newContext({ baseURL: environment.baseUrl })
    const page = await (await request.get(`/sign-in?next=${encodeURIComponent(next)}`)).text()
    expect(/name="next" value="([^"]*)"/.exec(page)?.[1] ?? '/', next).toBe('/')
    const answer = await sendForm(request, { email: person.email, password: person.password, next })
    expect(answer, next).toEqual({ status: 303, location: '/' })
    await request.dispose()
  }
})

test('poisoned hosts are not believed', async ({ people, playwright }) => {
  const person = await people.create('Hosty Poison')
  for (const headers of [
    { 'x-forwarded-host': 'evil.example' },
    { forwarded: 'host=evil.example' },
    { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'evil.example', 'x-forwarded-port': '443' },
  ]) {
    const request = await playwright.request.newContext({
      baseURL: environment.baseUrl,
      extraHTTPHeaders: headers,
    })
    const answer = await sendForm(request, {
      email: person.email,
      password: person.password,
      next: '/a/northlight',
    })
    expect(answer).toEqual({ status: 303, location: '/a/northlight' })
    await request.dispose()
  }
})
