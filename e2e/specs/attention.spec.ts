import type { Locator } from '@playwright/test'
import { accountOf, makeConnection } from '../fixtures/agency'
import { runNow, secondLook } from '../fixtures/jobs'
import { expect, test } from '../fixtures/test'
import { ConnectionPage } from '../pages/connection-page'
import { ConsolePage } from '../pages/console-page'
import { HostedPage } from '../pages/hosted-page'
import { ListPage } from '../pages/list-page'
import { SessionPage } from '../pages/session-page'

/** The group of one cause, and its rows without the lists inside them. */
const group = (console: ConsolePage, title: string): Locator =>
  console.main
    .locator('section')
    .filter({ has: console.page.getByRole('heading', { level: 2, name: title, exact: true }) })
const rows = (console: ConsolePage, title: string): Locator =>
  group(console, title).getByRole('list', { name: title, exact: true }).locator('> li')

const EXPIRED = { status: 'needs_reauth', reason: 'provider_expired' }
const CLEAR = /All proven within 24 h|Nothing needs you/

test('every group of the demo, with one button on each row', async ({ openFor, people }) => {
  const console = new ConsolePage(await openFor(await people.demo('olivia')), { path: '/a/northlight' })
  await console.open('/attention')
  await expect(rows(console, 'Waiting for a decision')).toHaveCount(3)
  for (const row of await rows(console, 'Waiting for a decision').all())
    await expect(row.getByRole('link', { name: /^Review/ })).toBeVisible()
  for (const title of ['Expired at the provider', 'Second factor wanted'])
    for (const row of await rows(console, title).all()) {
      await expect(row.getByRole('button', { name: /^(Ask the creator|Send the link again)/ })).toBeVisible()
      await expect(row.getByRole('list', { name: 'Based on' })).toBeVisible()
      await expect(row).toContainText('Must act: creator')
    }
  for (const row of await rows(console, 'Unexplained at the provider').all()) {
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
  const known = await makeConnection(sql, agency, accountOf('Ada Attention', { status: 'expired' }), EXPIRED)
  const page = await openAs('staff')
  const console = new ConsolePage(page, agency)
  await console.open('/attention')
  await console.main.getByRole('button', { name: 'More for ada.attention' }).click()
  await page.getByRole('menuitem', { name: 'Reconnect here' }).click()
  await new HostedPage(page).connect(known.account.email)
  const session = new SessionPage(page, agency)
  await session.arrive()
  await session.shows('The connection works again')
  await console.open('/attention')
  await expect(console.main).toContainText('All proven within 24 h')
  await console.open()
  await expect(console.main).toContainText('Nothing needs anybody')
})

test('the cause rests on a line of the timeline, high priority comes first, and groups fold', async ({
  agency,
  openAs,
  sql,
}) => {
  const known = await makeConnection(sql, agency, accountOf('Prio Broken'), EXPIRED)
  for (const name of ['Older Broken', 'Oldest Broken'])
    await makeConnection(sql, agency, accountOf(name), EXPIRED)
  await sql`update connections set broken_since = now() - interval '9 days'
    where agency_id = ${agency.id} and id <> ${known.id}`
  await sql`insert into events (agency_id, connection_id, kind, data, at)
    values (${agency.id}, ${known.id}, 'connection.needs_reauth', '{"reason":"provider_expired"}', now() - interval '2 days')`
  await sql`insert into events (agency_id, connection_id, kind, data, at)
    select ${agency.id}, ${known.id}, 'connection.edited', '{}'::jsonb, now() - n * interval '1 minute'
    from generate_series(1, 60) n`
  const page = await openAs('staff')
  const connection = new ConnectionPage(page, agency)
  await connection.visit(known.id)
  await connection.main.getByRole('button', { name: 'High priority' }).click()
  await expect(connection.main.getByRole('button', { name: 'High priority', pressed: true })).toBeVisible()

  await connection.open('/attention')
  const list = rows(connection, 'Expired at the provider')
  await expect(list).toHaveCount(3)
  await expect(list.first()).toContainText('prio.broken')
  await expect(list.first()).toContainText('High priority')
  await list.first().getByRole('link', { name: 'Needs to be reconnected' }).click()
  await page.waitForURL(/\?line=\d+#line-\d+$/)
  await expect(connection.timeline.locator('[aria-current="true"]')).toContainText('Needs to be reconnected')

  await connection.open('/attention')
  await group(connection, 'Expired at the provider').getByRole('heading').click()
  await expect(list.first()).toBeHidden()
  await group(connection, 'Expired at the provider').getByRole('heading').click()
  await expect(list.first()).toBeVisible()
})

test('many of one cause are counted, and lead to the filtered list', async ({ agency, openAs, sql }) => {
  for (let i = 0; i < 12; i += 1) await makeConnection(sql, agency, accountOf(`Many Broken ${i}`), EXPIRED)
  await makeConnection(sql, agency, accountOf('Other Cause'), {
    status: 'needs_reauth',
    reason: 'signed_out',
  })
  const page = await openAs('staff')
  const console = new ConsolePage(page, agency)
  await console.open('/attention')
  await expect(rows(console, 'Expired at the provider')).toHaveCount(10)
  await expect(page.getByRole('link', { name: /^Needs attention 13/ })).toBeVisible()
  await console.main.getByRole('link', { name: /^Show all 12/ }).click()
  await page.waitForURL(/\/connections\?/)
  const list = new ListPage(page, agency)
  await expect(list.rows).toHaveCount(12)
  await list.main.getByRole('link', { name: /^Only: Expired/ }).click()
  await expect(list.rows).toHaveCount(13)
})

test('what is wrong with the provider is one item, however many connections it touches', async ({
  agency,
  openAs,
  sql,
}) => {
  for (const name of ['One Working', 'Two Working', 'Three Working'])
    await makeConnection(sql, agency, accountOf(name))
  await agency.control.allow(false)
  await runNow('connections.diff')
  const console = new ConsolePage(await openAs('admin'), agency)
  await expect(async () => {
    await console.open('/attention')
    await expect(rows(console, 'API key refused')).toHaveCount(1, { timeout: 500 })
  }).toPass()
  await expect(console.main.getByRole('list', { name: 'Based on' })).toHaveCount(0)
  await expect(console.page.getByRole('link', { name: /^Needs attention 1/ })).toBeVisible()
  await agency.control.allow(true)
  await runNow('connections.diff')
  await expect(async () => {
    await console.open('/attention')
    await expect(console.main).toContainText(CLEAR, { timeout: 500 })
  }).toPass()
})

test.describe('a connection that nothing explains', () => {
  test('is found, and adopted by an admin', async ({ agency, openAs }) => {
    await agency.control.seed([accountOf('Otto Orphan')])
    await runNow('connections.diff')
    const page = await openAs('admin')
    const console = new ConsolePage(page, agency)
    await expect(async () => {
      await console.open('/attention')
      await expect(group(console, 'Unexplained at the provider')).toContainText('@otto.orphan', {
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
    await expect(console.main).toContainText(CLEAR)
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
      await expect(console.main).toContainText(CLEAR, { timeout: 500 })
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
  await secondLook(sql, known.id)
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
  await console.main.getByRole('link', { name: 'Carla Creator', exact: true }).click()
  await expect(new ListPage(page, agency).row('carla.creator')).toBeVisible()
  await expect(new ListPage(page, agency).rows).toHaveCount(1)
  await console.open('/creators?q=nobody+at+all')
  await expect(console.main).toContainText('Nothing matches')
})
