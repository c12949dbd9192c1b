import { runNow } from '../fixtures/jobs'
import { newestSession, startConnect, waitForState } from '../fixtures/link'
import { expect, test } from '../fixtures/test'
import { ListPage } from '../pages/list-page'
import { SessionPage } from '../pages/session-page'

test('the tab is closed before the callback: the worker finds it, the initiator confirms it', async ({
  agency,
  openAs,
  sql,
}) => {
  // The one test that waits for the worker's own clock: it looks once a minute.
  test.setTimeout(180_000)
  await agency.control.switches({ callback: 'drop' })
  const page = await openAs('staff')
  const hosted = await startConnect(page, agency, 'Lena Lost')
  await hosted.login('lena.lost@creator.sandbox.com')
  await hosted.ended('Account connected')
  const { id } = await newestSession(sql, agency)
  const context = page.context()
  await page.close()

  const session = new SessionPage(await context.newPage(), agency)
  await session.open(`/link-sessions/${id}`)
  await session.shows('Somebody must decide', 90_000)
  await expect(session.main).toContainText('the browser that started it never came back')
  const list = new ListPage(await context.newPage(), agency)
  await list.visit()
  await expect(list.main).toContainText('No account is connected yet')

  const card = session.main
    .locator('section')
    .filter({ has: session.page.getByText('Logged in', { exact: true }) })
    .last()
  await expect(card).toContainText('@lena.lost')
  await expect(card.locator('img')).toBeVisible()
  expect(await card.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(
    0,
  )
  await session.decide('Yes, connect it')
  await session.shows('The account is connected')
  await session.openConnection()
  await list.visit()
  await expect(list.row('lena.lost')).toContainText('Active')
})

test('a colleague may not confirm it, an admin may', async ({ agency, openAs, sql }) => {
  await agency.control.switches({ callback: 'drop' })
  const page = await openAs('staff')
  const hosted = await startConnect(page, agency, 'Lara Lost')
  await hosted.login('lara.lost@creator.sandbox.com')
  await hosted.ended('Account connected')
  const { id } = await newestSession(sql, agency)
  await runNow('link-sessions.sweep')
  await waitForState(sql, id, 'needs_review')

  const colleague = new SessionPage(await openAs('colleague'), agency)
  await colleague.open(`/link-sessions/${id}`)
  await expect(colleague.main).toContainText('You can’t decide this')
  await expect(colleague.main.getByRole('button', { name: 'Yes, connect it' })).toBeHidden()

  const admin = new SessionPage(await openAs('admin'), agency)
  await admin.open(`/link-sessions/${id}`)
  await admin.decide('Yes, connect it')
  await admin.shows('The account is connected')
})

test('what was not meant is deleted at the provider', async ({ agency, openAs, sql }) => {
  await agency.control.switches({ callback: 'drop' })
  const page = await openAs('staff')
  const hosted = await startConnect(page, agency, 'Dora Dropped')
  await hosted.login('somebody.else@creator.sandbox.com')
  await hosted.ended('Account connected')
  const { id } = await newestSession(sql, agency)
  await runNow('link-sessions.sweep')
  const session = new SessionPage(await page.context().newPage(), agency)
  await session.open(`/link-sessions/${id}`)
  await session.shows('Somebody must decide')
  await session.decide('Delete it at OFAuth', { confirm: true })
  await session.shows('The account was not kept')
  await expect.poll(async () => (await agency.control.state()).connections.length).toBe(0)
  await expect
    .poll(
      async () =>
        (await sql`select 1 from provider_deletions where agency_id = ${agency.id} and confirmed_at is null`)
          .length,
    )
    .toBe(0)
})
