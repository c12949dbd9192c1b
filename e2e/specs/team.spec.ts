import { accountOf, makeConnection } from '../fixtures/agency'
import { runNow } from '../fixtures/jobs'
import { sessionsOf } from '../fixtures/link'
import { expect, test } from '../fixtures/test'
import { ConnectionPage } from '../pages/connection-page'
import { HostedPage } from '../pages/hosted-page'
import { ListPage } from '../pages/list-page'
import { SessionPage } from '../pages/session-page'

const EXPIRED = { status: 'needs_reauth', reason: 'provider_expired' }
const INIT = { method: 'POST', path: '/v2/link/init' }

test('two of the staff reconnect one connection: the second is told, and may take over', async ({
  agency,
  openAs,
  sql,
  who,
}) => {
  const known = await makeConnection(sql, agency, accountOf('Tess Twice', { status: 'expired' }), EXPIRED)
  const first = new ConnectionPage(await openAs('staff'), agency)
  await first.visit(known.id)
  await first.reconnect.click()
  const address = await new HostedPage(first.page).arrive()

  const page = await openAs('colleague')
  const list = new ListPage(page, agency)
  await list.visit()
  await list
    .row('tess.twice')
    .getByRole('button', { name: /^Reconnect/ })
    .click()
  await expect(list.dialog).toContainText(`${(await who('staff')).name} is reconnecting this account`)
  expect(await agency.control.calls(INIT)).toHaveLength(1)
  await list.dialog.getByRole('button', { name: 'Take over' }).click()
  const hosted = new HostedPage(page)
  expect(await hosted.arrive()).not.toBe(address)

  await first.visit(known.id)
  await expect(first.main).toContainText(`${(await who('colleague')).name} is reconnecting @tess.twice`)
  await expect(first.main.getByRole('link', { name: 'Join' }).first()).toBeVisible()
  const [, taken] = await sessionsOf(sql, agency)
  expect(taken).toMatchObject({ state: 'revoked', outcome_code: 'taken_over' })
  const status = new SessionPage(first.page, agency)
  await status.open(`/link-sessions/${taken?.id}`)
  await status.shows('This session was stopped')
  await expect(status.main).toContainText('Somebody in the team took this over')

  await hosted.connect(known.account.email)
  const session = new SessionPage(page, agency)
  await session.arrive()
  await session.shows('The connection works again')
  await first.visit(known.id)
  await first.hasStatus('Active')
})

test('a double click on reconnect makes one session and one call', async ({ agency, openAs, sql }) => {
  const known = await makeConnection(sql, agency, accountOf('Dora Double', { status: 'expired' }), EXPIRED)
  const connection = new ConnectionPage(await openAs('staff'), agency)
  await connection.visit(known.id)
  await connection.reconnect.dblclick()
  await new HostedPage(connection.page).arrive()
  expect(await agency.control.calls(INIT)).toHaveLength(1)
  expect(await sessionsOf(sql, agency)).toHaveLength(1)
})

test('two tabs that reconnect at once share one session', async ({ agency, openAs, sql }) => {
  const known = await makeConnection(sql, agency, accountOf('Tom Tabs', { status: 'expired' }), EXPIRED)
  const one = new ConnectionPage(await openAs('staff'), agency)
  const two = new ConnectionPage(await one.page.context().newPage(), agency)
  await one.visit(known.id)
  await two.visit(known.id)
  await one.reconnect.click()
  const address = await new HostedPage(one.page).arrive()
  await two.reconnect.click()
  expect(await new HostedPage(two.page).arrive()).toBe(address)
  expect(await agency.control.calls(INIT)).toHaveLength(1)
})

test.describe('disconnect', () => {
  test('asks for the username, keeps what was typed, and deletes at the provider', async ({
    agency,
    openAs,
    sql,
  }) => {
    const known = await makeConnection(sql, agency, accountOf('Dina Done'), { tags: ['vip'], note: 'Stays.' })
    const connection = new ConnectionPage(await openAs('admin'), agency)
    await connection.visit(known.id)
    await connection.disconnect('dina.wrong')
    await expect(connection.dialog).toContainText('Type dina.done to confirm.')
    await expect(connection.dialog.getByLabel(/to confirm/)).toHaveValue('dina.wrong')
    expect((await agency.control.state()).connections).toHaveLength(1)

    await connection.dialog.getByLabel(/to confirm/).fill('dina.done')
    await connection.dialog.getByRole('button', { name: 'Disconnect', exact: true }).click()
    await connection.hasStatus('Disconnected')
    await expect(connection.main.getByRole('link', { name: 'Connect anew' })).toBeVisible()
    await expect(connection.main).toContainText('Stays.')
    await expect.poll(async () => (await agency.control.state()).connections).toEqual([])
    await expect(async () => {
      await connection.page.reload()
      await expect(connection.timeline).toContainText('Deletion confirmed by the provider', {
        timeout: 1_000,
      })
    }).toPass()
  })

  test('is retried until the provider is back', async ({ agency, openAs, sql }) => {
    const known = await makeConnection(sql, agency, accountOf('Pia Pending'))
    await agency.control.fault(
      { kind: 'status', status: 503 },
      { method: 'DELETE', path: '/v2/account/connections' },
      1_000,
    )
    const connection = new ConnectionPage(await openAs('owner'), agency)
    await connection.visit(known.id)
    await connection.disconnect('pia.pending')
    await connection.hasStatus('Disconnected')
    await expect(async () => {
      await connection.page.reload()
      await expect(connection.main.getByText('The provider did not answer.').first()).toBeVisible({
        timeout: 1_000,
      })
    }).toPass()
    await expect(connection.main).toContainText('The provider has not confirmed a deletion yet')
    expect((await agency.control.state()).connections).toHaveLength(1)

    await agency.control.clearFaults()
    await sql`update provider_deletions set next_attempt_at = now() where agency_id = ${agency.id}`
    await runNow('link-sessions.sweep')
    await expect.poll(async () => (await agency.control.state()).connections).toEqual([])
    await expect(async () => {
      await connection.page.reload()
      await expect(connection.main.getByText('not confirmed a deletion yet')).toHaveCount(0, {
        timeout: 1_000,
      })
    }).toPass()
  })

  test('can be retried by hand from the list of what needs attention', async ({ agency, openAs, sql }) => {
    const known = await makeConnection(sql, agency, accountOf('Hanna Hand'))
    await agency.control.fault(
      { kind: 'status', status: 503 },
      { method: 'DELETE', path: '/v2/account/connections' },
      1_000,
    )
    const page = await openAs('admin')
    const connection = new ConnectionPage(page, agency)
    await connection.visit(known.id)
    await connection.disconnect('hanna.hand')
    await connection.hasStatus('Disconnected')
    // One failed try is weather; from the second on it is listed.
    await expect
      .poll(
        async () =>
          (await sql`select attempts from provider_deletions where agency_id = ${agency.id}`)[0]?.attempts,
      )
      .toBe(1)
    await sql`update provider_deletions set attempts = 2 where agency_id = ${agency.id}`
    await connection.open('/attention')
    await expect(connection.main).toContainText('Deletions not confirmed')
    await connection.main.getByRole('button', { name: 'Retry now' }).click()
    await expect(connection.messages.getByRole('listitem')).toContainText('Reference')
    await agency.control.clearFaults()
    await connection.main.getByRole('button', { name: 'Retry now' }).click()
    await expect(connection.messages).toContainText('The provider confirmed the deletion')
    await expect(connection.main).toContainText('Nothing needs you')
    expect((await agency.control.state()).connections).toEqual([])
  })

  test('is not offered to staff', async ({ agency, openAs, sql }) => {
    const known = await makeConnection(sql, agency, accountOf('Sven Staff'))
    const connection = new ConnectionPage(await openAs('staff'), agency)
    await connection.visit(known.id)
    await expect(connection.main.getByRole('button', { name: 'Verify now', exact: true })).toBeVisible()
    await expect(connection.main.getByRole('button', { name: 'Disconnect' })).toHaveCount(0)
  })
})
