import { environment } from '../fixtures/environment'
import { openOtherSite } from '../fixtures/other-site'
import { expect, test } from '../fixtures/test'
import { answered } from '../fixtures/watch'

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')

/** Our own sign-in form as another site would copy it: with all of its hidden fields, filled in and sent by itself. */
async function copiedForm(html: string, person: { email: string; password: string }): Promise<string> {
  const hidden = [...html.matchAll(/<input type="hidden"[^>]*>/g)].map(([tag]) => tag)
  const typed = Object.entries(person).map(
    ([name, value]) => `<input name="${name}" value="${escaped(value)}">`,
  )
  return `<form method="post" enctype="multipart/form-data" action="${environment.baseUrl}/sign-in">
    ${[...hidden, ...typed].join('')}<button>Win a prize</button></form>`
}

for (const framed of [false, true])
  test(`a form of another site signs nobody in${framed ? ', from a sandboxed frame either' : ''}`, async ({
    openFor,
    people,
    watch,
  }) => {
    // A refused form is answered with a bare page, and nothing runs in the sandboxed frame.
    watch.allow(
      answered(500),
      answered(403),
      /favicon\.ico/,
      /frame-ancestors|Framing|Blocked script execution/,
    )
    const person = await people.create('Mia Misled')
    const page = await openFor(null)
    const html = await (await page.context().request.get('/sign-in')).text()
    const form = await copiedForm(html, { email: person.email, password: person.password })
    const site = await openOtherSite(
      framed ? `<iframe title="frame" sandbox="allow-forms" srcdoc="${escaped(form)}"></iframe>` : form,
    )
    try {
      await page.goto(site.url)
      const sent = page.waitForResponse((response) => response.request().method() === 'POST')
      const place = framed ? page.frameLocator('iframe') : page
      await place.getByRole('button', { name: 'Win a prize' }).click()
      const response = await sent
      expect(response.request().headers().origin).toBe(framed ? 'null' : new URL(site.url).origin)
      expect(response.status()).not.toBe(303)
      const cookies = await page.context().cookies(environment.baseUrl)
      expect(cookies.filter(({ name }) => name.includes('session'))).toEqual([])
      await page.goto(`${environment.baseUrl}/a/northlight`)
      await page.waitForURL(/\/sign-in\?next=/)
    } finally {
      await site.close()
    }
  })

test('our own form signs in with the very same fields', async ({ people, playwright }) => {
  // Else the two above would prove nothing.
  const person = await people.create('Mia Meant')
  const request = await playwright.request.newContext({ baseURL: environment.baseUrl })
  const html = await (await request.get('/sign-in')).text()
  const form = await copiedForm(html, { email: person.email, password: person.password })
  const fields = [...form.matchAll(/<input [^>]*name="([^"]*)"(?: value="([^"]*)")?/g)].map(
    ([, name = '', value = '']) => [name, value.replaceAll('&quot;', '"').replaceAll('&amp;', '&')],
  )
  const answer = await request.post('/sign-in', {
    multipart: Object.fromEntries(fields) as Record<string, string>,
    headers: { origin: environment.baseUrl },
    maxRedirects: 0,
  })
  expect(answer.status()).toBe(303)
  await request.dispose()
})
