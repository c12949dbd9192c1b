import { runNow } from '../fixtures/jobs'
import { newestSession, startConnect } from '../fixtures/link'
import { expect, test } from '../fixtures/test'
import { answered } from '../fixtures/watch'
import { HostedPage } from '../pages/hosted-page'
import { SessionPage } from '../pages/session-page'

test('reload, another tab, going on, and the back button', async ({ agency, openAs, sql }) => {
  const page = await openAs('staff')
  const hosted = await startConnect(page, agency, 'Tina Tabs')
  const address = await hosted.arrive()
  const { id } = await newestSession(sql, agency)

  const second = new SessionPage(await page.context().newPage(), agency)
  await second.open(`/link-sessions/${id}`)
  await second.shows('Waiting for the login at OFAuth')
  await second.page.reload()
  await second.shows('Waiting for the login at OFAuth')
  // The provider's address is a credential: it is asked for at the click and never stands in the page.
  expect(await second.page.content()).not.toContain(new URL(address).pathname.slice(1))

  await second.resume.click()
  await second.page.waitForURL(address)
  await second.page.goBack()
  await second.arrive()

  await hosted.login('tina.tabs@creator.sandbox.com')
  const session = new SessionPage(page, agency)
  expect(await session.arrive()).toBe(id)
  await session.shows('The account is connected')
  await second.shows('The account is connected')

  await page.goBack()
  await session.arrive()
  await session.shows('The account is connected')
  await page.reload()
  await session.shows('The account is connected')
  expect((await agency.control.state()).connections).toHaveLength(1)
  const [{ count } = { count: -1 }] = await sql<{ count: number }[]>`
    select count(*)::int from connections where agency_id = ${agency.id}`
  expect(count).toBe(1)
})

test('it shows the second factor while the creator is at it', async ({ agency, openAs, sql }) => {
  const page = await openAs('staff')
  const hosted = await startConnect(page, agency, 'Sally Sms')
  await hosted.login('sally.sms@creator-sms.sandbox.com')
  const shown = /ending in (\d{4})/.exec((await page.getByText(/number ending in/).textContent()) ?? '')
  const { id } = await newestSession(sql, agency)
  const other = new SessionPage(await page.context().newPage(), agency)
  await other.open(`/link-sessions/${id}`)
  // The clock may have looked a moment ago, before the login.
  await sql`update link_sessions set last_checked_at = null where id = ${id}`
  await runNow('link-sessions.sweep')
  await other.shows('OnlyFans asks for a second factor')
  await expect(other.main).toContainText('a code by SMS')
  await expect(other.main).toContainText(shown?.[1] ?? 'four digits')
  await expect(other.main).toContainText('3 tries are left')
})

test('a colleague looks on, and stops it', async ({ agency, openAs, sql, watch, who }) => {
  watch.allow(answered(404))
  const page = await openAs('staff')
  const hosted = await startConnect(page, agency, 'Stan Stopped')
  const address = await hosted.arrive()
  const { id } = await newestSession(sql, agency)
  const colleague = new SessionPage(await openAs('colleague'), agency)
  await colleague.open(`/link-sessions/${id}`)
  await expect(colleague.main).toContainText(`${(await who('staff')).name} started this`)
  await expect(colleague.resume).toBeHidden()

  const own = new SessionPage(await page.context().newPage(), agency)
  await own.open(`/link-sessions/${id}`)
  await colleague.stop()
  await colleague.shows('This session was stopped')
  await own.shows('This session was stopped')
  await page.goto(address)
  await expect(new HostedPage(page).page.getByRole('heading', { level: 1 })).toHaveText(
    'This link does not work',
  )
})

test('a session that ran out of time says so by itself', async ({ agency, openAs, sql }) => {
  const page = await openAs('staff')
  await startConnect(page, agency, 'Olga Over')
  const { id } = await newestSession(sql, agency)
  const session = new SessionPage(page, agency)
  await session.open(`/link-sessions/${id}`)
  await session.shows('Waiting for the login at OFAuth')
  await sql`update link_sessions set expires_at = now() - interval '5 minutes', last_checked_at = null where id = ${id}`
  await runNow('link-sessions.sweep')
  await session.shows('The session ran out of time')
})
