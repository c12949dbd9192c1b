import { accountOf, makeConnection } from '../fixtures/agency'
import { makeNotice } from '../fixtures/bulk'
import { runNow } from '../fixtures/jobs'
import { expectGoodLook } from '../fixtures/look'
import { expect, test } from '../fixtures/test'
import { ConnectionPage } from '../pages/connection-page'
import { ConsolePage } from '../pages/console-page'
import { HostedPage } from '../pages/hosted-page'
import { SessionPage } from '../pages/session-page'

/** The notices of whoever looks. */
class NoticesPage extends ConsolePage {
  get bell() {
    return this.page.getByRole('banner').getByRole('link', { name: /^Notices/ })
  }

  get items() {
    return this.main.getByRole('list', { name: 'Notices' }).getByRole('listitem')
  }
}

test('what breaks is told once to whom it belongs, and a repair closes the thread', async ({
  agency,
  openAs,
  sql,
  who,
}) => {
  const me = await who('staff')
  const known = await makeConnection(sql, agency, accountOf('Nina Noticed'), { ownerId: me.id })
  await agency.control.act(known.remote.id, 'expire')
  const connection = new ConnectionPage(await openAs('colleague'), agency)
  await connection.visit(known.id)
  for (let time = 0; time < 2; time += 1) {
    await connection.verify()
    await expect(connection.messages).toContainText('Needs reconnect')
  }
  const mine = new NoticesPage(await openAs('staff'), agency)
  await mine.open()
  await expect(mine.bell).toHaveAccessibleName('Notices, 1 new')
  await mine.bell.click()
  await expect(mine.items).toHaveCount(1)
  await expect(mine.items).toContainText('@nina.noticed stopped working: login ended')
  await expect(mine.items).toContainText('What is shown of it stands as it was last read.')
  await expect(mine.items).toContainText('New')
  // Looking at them is reading them.
  await expect(mine.bell).toHaveAccessibleName('Notices')
  for (const role of ['admin', 'colleague'] as const) {
    const other = new NoticesPage(await openAs(role), agency)
    await other.open('/notices')
    await expect(other.main).toContainText('No notices')
  }
  await mine.items.getByRole('link', { name: /^Repair/ }).click()
  await mine.page.waitForURL(new RegExp(known.id))
  await new ConnectionPage(mine.page, agency).settled()
  await mine.main
    .getByRole('button', { name: /^Reconnect/ })
    .first()
    .click()
  await new HostedPage(mine.page).connect(known.account.email)
  const session = new SessionPage(mine.page, agency)
  await session.arrive()
  await session.shows('The connection works again')
  await mine.open('/notices')
  await expect(mine.items).toHaveCount(2)
  await expect(mine.items.nth(0)).toContainText('@nina.noticed works again')
  await expect(mine.items.nth(1)).toContainText('Works again')
})

test('everybody chooses how they hear of it', async ({ agency, openAs, sql, who }) => {
  const me = await who('staff')
  const page = await openAs('staff')
  const console = new ConsolePage(page, agency)
  await console.open('/account')
  const card = console.main
    .locator('section')
    .filter({ has: page.getByRole('heading', { name: 'When a connection breaks' }) })
  await expect(card.getByLabel('Both')).toBeChecked()
  await card.getByLabel('In Patchbay').check()
  await expect(card.getByLabel('At once')).toBeDisabled()
  await card.getByLabel('By mail').check()
  await card.getByLabel('Once a day, at 08:00 UTC').check()
  await card.getByRole('button', { name: 'Save' }).click()
  await expect(console.messages).toContainText('Saved')
  await page.reload()
  await expect(card.getByLabel('By mail')).toBeChecked()
  await expect(card.getByLabel('Once a day, at 08:00 UTC')).toBeChecked()
  const [row] = await sql`select notice_channel, notice_cadence from memberships
    where agency_id = ${agency.id} and user_id = ${me.id}`
  expect(row).toEqual({ notice_channel: 'mail', notice_cadence: 'daily' })
})

test('what broke within the minute is one mail to whoever wants it at once', async ({ agency, sql, who }) => {
  const me = await who('staff')
  const ago = (seconds: number) => new Date(Date.now() - seconds * 1_000)
  for (const name of ['Mail One', 'Mail Two']) {
    const known = await makeConnection(sql, agency, accountOf(name), { ownerId: me.id })
    await makeNotice(sql, agency, known.id, me.id, { at: ago(90) })
  }
  await runNow('notices.alert')
  await expect
    .poll(async () => sql`select kind, to_address from mails where agency_id = ${agency.id}`)
    .toMatchObject([{ kind: 'alert', to_address: me.email }])
})

test('how it looks', async ({ agency, openAs, sql, who }) => {
  const me = await who('owner')
  const page = await openAs('owner')
  const console = new ConsolePage(page, agency)
  await console.open('/notices')
  await expectGoodLook(page, 'no notices')
  const at = (minutes: number) => new Date(Date.now() - minutes * 60_000)
  const states = [
    { status: 'expiring', reason: 'renewal_due' },
    { status: 'needs_reauth', reason: 'session_expired', readAt: at(1), closedAt: at(1) },
    { status: 'awaiting_2fa', reason: 'provider_awaiting_2fa' },
    { status: 'needs_review', reason: 'other_user' },
    { kind: 'recovered', status: 'active', reason: 'proven' },
    { status: 'disconnected', reason: 'by_creator' },
  ]
  for (const [index, look] of states.entries()) {
    const name = `Looks ${index} with a name of quite some length that goes on and on`
    const known = await makeConnection(
      sql,
      agency,
      accountOf(name, { username: `looks.${index}.${'x'.repeat(30)}` }),
    )
    await makeNotice(sql, agency, known.id, me.id, { ...look, at: at(index * 60) })
  }
  await console.open('/notices')
  await expectGoodLook(page, 'notices')
  await page.setViewportSize({ width: 390, height: 844 })
  await expectGoodLook(page, 'notices on a phone')
  await console.open('/account')
  await expectGoodLook(page, 'account on a phone')
})
