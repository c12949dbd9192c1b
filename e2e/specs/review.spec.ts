import type { Page } from '@playwright/test'
import { type Agency, accountOf, type Known, makeConnection } from '../fixtures/agency'
import { expect, test } from '../fixtures/test'
import { ConnectionPage } from '../pages/connection-page'
import { HostedPage } from '../pages/hosted-page'
import { ListPage } from '../pages/list-page'
import { SessionPage } from '../pages/session-page'

/** Reconnects a connection from its page with this login and comes back to the session's page. */
async function reconnect(page: Page, agency: Agency, known: Known, email = known.account.email) {
  const connection = new ConnectionPage(page, agency)
  await connection.visit(known.id)
  await connection.reconnect.click()
  await new HostedPage(page).connect(email)
  const session = new SessionPage(page, agency)
  await session.arrive()
  return session
}

test.describe('the same connection id answers as another user', () => {
  test('the data is blocked; keeping ours asks for the right login again', async ({
    agency,
    openAs,
    sql,
  }) => {
    const known = await makeConnection(sql, agency, accountOf('Eva Expected', { status: 'expired' }), {
      status: 'needs_reauth',
      reason: 'provider_expired',
    })
    await agency.control.act(known.remote.id, 'swap-user')
    const page = await openAs('staff')
    const session = await reconnect(page, agency, known)
    await session.shows('Somebody must decide')
    await expect(session.main).toContainText('now answers as another OnlyFans user')
    await expect(session.main.getByRole('heading', { name: 'Expected', exact: true })).toBeVisible()
    await expect(session.main.getByRole('heading', { name: 'Logged in instead' })).toBeVisible()
    await expect(session.main).toContainText(known.account.ofUserId)

    const connection = new ConnectionPage(await page.context().newPage(), agency)
    await connection.visit(known.id)
    await connection.hasStatus('Needs review')
    await expect(connection.card('User data')).toContainText('Blocked')
    await expect(connection.main.getByText('Last 30 days')).toHaveCount(0)

    await session.decide('Keep @eva.expected')
    await session.shows('The account was not kept')
    await connection.visit(known.id)
    await connection.hasStatus('Wrong account')
    const again = await reconnect(page, agency, known)
    await again.shows('The connection works again')
    await again.openConnection()
    expect(new ConnectionPage(page, agency).id()).toBe(known.id)
  })

  test('switching closes the old row and opens a new one', async ({ agency, openAs, sql }) => {
    const known = await makeConnection(sql, agency, accountOf('Olive Old', { status: 'expired' }), {
      status: 'needs_reauth',
      reason: 'provider_expired',
    })
    await agency.control.act(known.remote.id, 'swap-user')
    const page = await openAs('staff')
    const session = await reconnect(page, agency, known)
    await session.decide(/^Switch to @/, { confirm: true })
    await session.shows('Kept as a new connection')
    await session.openConnection()
    const fresh = new ConnectionPage(page, agency)
    expect(fresh.id()).not.toBe(known.id)
    await fresh.hasStatus('Active')
    await fresh.visit(known.id)
    await fresh.hasStatus('Disconnected')
    await expect(fresh.card('User data')).toContainText('removed from Patchbay')
    expect((await agency.control.state()).connections).toHaveLength(1)
  })
})

test.describe('another connection id comes back', () => {
  test('for the same user: our row keeps its id and takes the new one', async ({ agency, openAs, sql }) => {
    const known = await makeConnection(sql, agency, accountOf('Ula Unknown', { status: 'expired' }), {
      status: 'needs_reauth',
      reason: 'provider_expired',
      tags: ['vip'],
      note: 'Keep me.',
    })
    await agency.control.forget(known.remote.id)
    const page = await openAs('staff')
    const session = await reconnect(page, agency, known)
    await session.shows('The connection works again')
    await session.openConnection()
    const connection = new ConnectionPage(page, agency)
    expect(connection.id()).toBe(known.id)
    await expect(connection.main).toContainText('Keep me.')
    await expect(connection.timeline).toContainText('The provider gave it a new connection id')
    const { connections } = await agency.control.state()
    expect(connections).toHaveLength(1)
    const [remote] = connections
    expect(remote?.id).not.toBe(known.remote.id)
    await expect(connection.card('Details')).toContainText(remote?.id ?? 'a new id')
    const list = new ListPage(page, agency)
    await list.visit()
    await expect(list.rows).toHaveCount(1)
  })

  for (const choice of ['keep', 'delete'] as const)
    test(`for another user: ${choice} it`, async ({ agency, openAs, sql }) => {
      const known = await makeConnection(sql, agency, accountOf('Ines Intended', { status: 'expired' }), {
        status: 'needs_reauth',
        reason: 'provider_expired',
      })
      await agency.control.forget(known.remote.id)
      const page = await openAs('staff')
      const session = await reconnect(page, agency, known, 'paula.other@creator.sandbox.com')
      await session.shows('Somebody must decide')
      await expect(session.main).toContainText('@paula.other')
      await expect(session.main).toContainText('@ines.intended')
      const list = new ListPage(page, agency)
      if (choice === 'keep') {
        await session.decide('Keep @paula.other too')
        await session.shows('Kept as a new connection')
        await list.visit()
        await expect(list.rows).toHaveCount(2)
        await expect(list.row('paula.other')).toContainText('Active')
      } else {
        await session.decide('Delete it at OFAuth', { confirm: true })
        await session.shows('The account was not kept')
        await expect.poll(async () => (await agency.control.state()).connections).toEqual([])
        await list.visit()
        await expect(list.rows).toHaveCount(1)
      }
      await expect(list.row('ines.intended')).toContainText('Needs reconnect')
    })
})

test('an account that is connected already keeps its row when it is connected anew', async ({
  agency,
  openAs,
  sql,
}) => {
  const known = await makeConnection(sql, agency, accountOf('Anna Again'), { tags: ['old'] })
  const page = await openAs('staff')
  await page.goto(`${agency.path}/connections/new?creator=${known.creatorId}`)
  const hosted = new HostedPage(page)
  await new ConnectionPage(page, agency).settled()
  await page.getByRole('button', { name: 'Continue at OFAuth' }).click()
  await hosted.connect(known.account.email)
  const session = new SessionPage(page, agency)
  await session.arrive()
  await session.shows('The account is connected')
  await session.openConnection()
  expect(new ConnectionPage(page, agency).id()).toBe(known.id)
  await expect.poll(async () => (await agency.control.state()).connections.length).toBe(1)
})

test('a check finds another user: the connection is blocked and a decision is asked for', async ({
  agency,
  openAs,
  sql,
}) => {
  const known = await makeConnection(sql, agency, accountOf('Carl Checked'))
  await sql`update connections set of_user_id = '499999990' where id = ${known.id}`
  const page = await openAs('owner')
  const connection = new ConnectionPage(page, agency)
  await connection.visit(known.id)
  await connection.verify()
  await connection.hasStatus('Needs review')
  await connection.main.getByRole('link', { name: /^Review/ }).click()
  const session = new SessionPage(page, agency)
  await session.arrive()
  await expect(session.main.getByRole('heading', { name: 'Logged in instead' })).toBeVisible()
})
