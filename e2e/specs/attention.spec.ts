import type { Locator } from '@playwright/test'
import { accountOf, makeConnection } from '../fixtures/agency'
import { runNow } from '../fixtures/jobs'
import { expect, test } from '../fixtures/test'
import { ConnectionPage } from '../pages/connection-page'
import { ConsolePage } from '../pages/console-page'
import { HostedPage } from '../pages/hosted-page'
import { ListPage } from '../pages/list-page'
import { SessionPage } from '../pages/session-page'

const section = (console: ConsolePage, title: string): Locator =>
  console.main
    .locator('section')
    .filter({ has: console.page.getByRole('heading', { level: 2, name: title, exact: true }) })

test('every section of the demo, with a button on each row', async ({ openFor, people }) => {
  const console = new ConsolePage(await openFor(await people.demo('olivia')), { path: '/a/northlight' })
  await console.open('/attention')
  const reviews = section(console, 'Waiting for a decision').getByRole('listitem')
  await expect(reviews).toHaveCount(3)
  for (const row of await reviews.all())
    await expect(row.getByRole('link', { name: /^Review/ })).toBeVisible()
  const broken = section(console, 'Broken connections').getByRole('listitem')
  for (const row of await broken.all()) await expect(row.getByText(/^(Reconnect|Review)/)).toBeVisible()
  const orphans = section(console, 'Unexplained at the provider').getByRole('listitem')
  for (const row of await orphans.all()) {
    await expect(row.getByRole('button', { name: /^Adopt/ })).toBeVisible()
    await expect(row.getByRole('button', { name: /^Delete/ })).toBeVisible()
  }
  await console.open()
  const needs = console.main
    .locator('section')
    .filter({ has: console.page.getByRole('heading', { name: /things wait$/ }) })
  await expect(needs.getByRole('listitem')).toHaveCount(8)
})

test('a broken connection is reconnected from its row', async ({ agency, openAs, sql }) => {
  const known = await makeConnection(sql, agency, accountOf('Ada Attention', { status: 'expired' }), {
    status: 'needs_reauth',
    reason: 'provider_expired',
  })
  const page = await openAs('staff')
  const console = new ConsolePage(page, agency)
  await console.open('/attention')
  await section(console, 'Broken connections')
    .getByRole('button', { name: /^Reconnect/ })
    .click()
  await new HostedPage(page).connect(known.account.email)
  const session = new SessionPage(page, agency)
  await session.arrive()
  await session.shows('The connection works again')
  await console.open('/attention')
  await expect(console.main).toContainText('Nothing needs you')
  await console.open()
  await expect(console.main).toContainText('Nothing needs anybody')
})

test.describe('a connection that nothing explains', () => {
  test('is found, and adopted by an admin', async ({ agency, openAs }) => {
    await agency.control.seed([accountOf('Otto Orphan')])
    await runNow('connections.diff')
    const page = await openAs('admin')
    const console = new ConsolePage(page, agency)
    await expect(async () => {
      await console.open('/attention')
      await expect(section(console, 'Unexplained at the provider')).toContainText('@otto.orphan', {
        timeout: 500,
      })
    }).toPass()
    await console.main.getByRole('button', { name: /^Adopt/ }).click()
    await expect(console.dialog.getByLabel('Name of its creator')).toHaveValue('Otto Orphan')
    await console.dialog.getByLabel('Name of its creator').fill('Otto the Adopted')
    await console.dialog.getByRole('button', { name: 'Adopt', exact: true }).click()
    await page.waitForURL(/\/connections\/[0-9a-f-]{36}$/)
    const connection = new ConnectionPage(page, agency)
    await connection.hasStatus('Active')
    await expect(connection.card('Details')).toContainText('Otto the Adopted')
    await expect(connection.timeline).toContainText('Adopted from the provider’s list')
    await console.open('/attention')
    await expect(console.main).toContainText('Nothing needs you')
  })

  test('is deleted at the provider by an owner', async ({ agency, openAs }) => {
    await agency.control.seed([accountOf('Odile Orphan')])
    await runNow('connections.diff')
    const console = new ConsolePage(await openAs('owner'), agency)
    await expect(async () => {
      await console.open('/attention')
      await expect(console.main).toContainText('@odile.orphan', { timeout: 500 })
    }).toPass()
    await console.main.getByRole('button', { name: /^Delete/ }).click()
    await console.dialog.getByRole('button', { name: 'Delete', exact: true }).click()
    await expect(console.messages).toContainText('@odile.orphan will be deleted at the provider')
    await expect.poll(async () => (await agency.control.state()).connections).toEqual([])
    await expect(async () => {
      await console.open('/attention')
      await expect(console.main).toContainText('Nothing needs you', { timeout: 500 })
    }).toPass()
  })

  test('is shown to staff without the choice', async ({ agency, openAs }) => {
    await agency.control.seed([accountOf('Oskar Orphan')])
    await runNow('connections.diff')
    const console = new ConsolePage(await openAs('staff'), agency)
    await expect(async () => {
      await console.open('/attention')
      await expect(console.main).toContainText('@oskar.orphan', { timeout: 500 })
    }).toPass()
    await expect(console.main).toContainText('An owner or admin decides')
    await expect(console.main.getByRole('button', { name: /^(Adopt|Delete)/ })).toHaveCount(0)
  })
})

test('the list of the provider finds what expired behind our back', async ({ agency, openAs, sql }) => {
  const known = await makeConnection(sql, agency, accountOf('Xenia Expired'))
  await agency.control.act(known.remote.id, 'expire')
  await runNow('connections.diff')
  const list = new ListPage(await openAs('staff'), agency)
  await expect(async () => {
    await list.visit()
    await expect(list.row('xenia.expired')).toContainText('Needs reconnect', { timeout: 500 })
  }).toPass()
})

test('creators: search, and the way to their connections', async ({ agency, openAs, sql }) => {
  await makeConnection(sql, agency, accountOf('Carla Creator'))
  await makeConnection(sql, agency, accountOf('Dirk Director'), {
    status: 'needs_reauth',
    reason: 'provider_expired',
  })
  const page = await openAs('staff')
  const console = new ConsolePage(page, agency)
  await console.open('/creators')
  const rows = console.main.getByRole('row')
  await expect(rows).toHaveCount(3)
  await expect(rows.filter({ hasText: 'Dirk Director' })).toContainText('1 needs somebody')
  await console.main.getByLabel('Search creators by name').fill('carla')
  await console.main.getByRole('button', { name: 'Search' }).click()
  await expect(rows).toHaveCount(2)
  await expect(page).toHaveURL(/\?q=carla$/)
  await page.reload()
  await console.main.getByRole('link', { name: 'Carla Creator' }).click()
  await expect(new ListPage(page, agency).row('carla.creator')).toBeVisible()
  await expect(new ListPage(page, agency).rows).toHaveCount(1)
  await console.open('/creators?q=nobody+at+all')
  await expect(console.main).toContainText('Nothing matches')
})
