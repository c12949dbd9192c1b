import { environment } from '../fixtures/environment'
import { booksOf, holdCallback, leaveToBrowser, newestSession, startConnect } from '../fixtures/link'
import { openOtherSite } from '../fixtures/other-site'
import { expect, test } from '../fixtures/test'
import { answered } from '../fixtures/watch'
import { SessionPage } from '../pages/session-page'

const NEUTRAL = `${environment.baseUrl}/link/closed`

test('another browser with the right callback changes nothing; the right one finishes, once', async ({
  agency,
  openAs,
  openFor,
  sql,
}) => {
  const page = await openAs('staff')
  const hosted = await startConnect(page, agency, 'Rosa Right')
  await leaveToBrowser(sql, agency)
  const callback = await holdCallback(page, () => hosted.login('rosa.right@creator.sandbox.com'))
  expect(callback).toContain('status=success')
  const { id } = await newestSession(sql, agency)
  const before = await booksOf(sql, agency)

  const texts = new Set<string>()
  for (const other of [await openAs('colleague'), await openFor(null)]) {
    for (const address of [callback, `${environment.baseUrl}/api/link/callback/ofauth?status=success`]) {
      await other.goto(address)
      expect(other.url()).toBe(NEUTRAL)
      texts.add(await other.getByRole('main').innerText())
    }
  }
  expect(texts.size, 'one answer for all of them').toBe(1)
  expect(await booksOf(sql, agency)).toBe(before)

  await page.goto(callback)
  const session = new SessionPage(page, agency)
  expect(await session.arrive()).toBe(id)
  await session.shows('The account is connected')
  const state = `select json_agg(c order by c.id)::text as rows from connections c where agency_id = '${agency.id}'`
  const connected = await sql.unsafe(state)

  await page.goto(callback)
  expect(await session.arrive()).toBe(id)
  await session.shows('The account is connected')
  await page.reload()
  await session.shows('The account is connected')
  await page.goto(callback.replace('success', 'cancelled'))
  expect(await session.arrive()).toBe(id)
  await session.shows('The account is connected')
  const [row] = await sql<{ completed: number; made: number }[]>`select
    (select count(*)::int from events where agency_id = ${agency.id} and kind = 'session.completed') as completed,
    (select count(*)::int from connections where agency_id = ${agency.id}) as made`
  expect(row).toEqual({ completed: 1, made: 1 })
  expect(connected).toHaveLength(1)
})

for (const way of ['link', 'frame', 'picture'] as const)
  test(`an attacker's callback in the victim's browser, by ${way}`, async ({
    agency,
    openAs,
    sql,
    watch,
  }) => {
    // What the browser says of a frame and of a picture that it will not show.
    watch.allow(/frame-ancestors|Refused to (display|frame)|X-Frame-Options|Framing/, answered(403))
    const attacker = await openAs('colleague')
    const theirs = await startConnect(attacker, agency, 'Mallory Own')
    await leaveToBrowser(sql, agency)
    const callback = await holdCallback(attacker, () => theirs.login('mallory.own@creator.sandbox.com'))

    const victim = await openAs('staff')
    await startConnect(victim, agency, 'Vera Victim')
    await leaveToBrowser(sql, agency)
    const before = await booksOf(sql, agency)
    const address = callback.replaceAll('&', '&amp;')
    const site = await openOtherSite(
      {
        link: `<a href="${address}">click</a>`,
        frame: `<iframe src="${address}" title="frame"></iframe>`,
        picture: `<img src="${address}" alt="picture">`,
      }[way],
    )
    try {
      const answeredWith = victim.waitForResponse((response) => response.url() === callback)
      await victim.goto(site.url)
      if (way === 'link') await victim.getByRole('link', { name: 'click' }).click()
      const response = await answeredWith
      expect(response.status()).toBe(303)
      expect(await response.headerValue('location')).toBe('/link/closed')
      if (way === 'link') await victim.waitForURL(NEUTRAL)
      expect(await booksOf(sql, agency)).toBe(before)
    } finally {
      await site.close()
    }
  })

test('the neutral page says the same whatever is sent', async ({ openFor }) => {
  const page = await openFor(null)
  const texts = new Set<string>()
  for (const query of [
    '',
    '?status=success&connection_id=conn_a&connection_id=conn_b',
    '?status=SUCCESS',
    '?status=success&client_reference_id=%00',
    `?status=error&error_code=${'x'.repeat(4_000)}`,
    '?status=success&client_reference_id=%E2%80%AEabc',
    '?status=cancelled&step=%3Cscript%3Ealert(1)%3C/script%3E',
  ]) {
    const response = await page.goto(`/api/link/callback/ofauth${query}`)
    expect(response?.status()).toBe(200)
    expect(page.url()).toBe(NEUTRAL)
    texts.add(await page.getByRole('main').innerText())
  }
  await page.goto('/api/link/callback/nobody?status=success')
  expect(page.url()).toBe(NEUTRAL)
  texts.add(await page.getByRole('main').innerText())
  expect(texts.size).toBe(1)
})
