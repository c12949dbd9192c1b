import { test } from '../fixtures/creator-test'
import { makeInvite } from '../fixtures/invites'
import { newestSession, waitForState } from '../fixtures/link'
import { expect } from '../fixtures/test'
import { answered } from '../fixtures/watch'
import { ConsolePage } from '../pages/console-page'

const emailOf = (username: string) => `${username}@creator.sandbox.com`
const past = () => new Date(Date.now() - 60_000)

test('the wrong account waits for both sides, and she uses another', async ({ agency, openCreator, sql }) => {
  const invite = await makeInvite(sql, agency, { expectedUsername: 'right.rita' })
  const creator = await openCreator()
  await creator.follow(invite)
  await creator.logIn(emailOf('wrong.wanda'))
  await creator.shows('This is not the account that was expected')
  await expect(creator.main).toContainText('@right.rita')
  await expect(creator.main).toContainText('@wrong.wanda')
  await expect(creator.main.locator('img')).toBeVisible()
  const { id } = await newestSession(sql, agency)
  await waitForState(sql, id, 'needs_review')
  await creator.page.reload()
  await creator.shows('This is not the account that was expected')
  await creator.settled()

  await creator.main.getByText('Use another account').click()
  await creator.button('Delete this access and start again').click()
  await creator.shows(/asks to connect/)
  await expect(creator.main).toContainText('That account was not kept.')
  await creator.logIn(emailOf('right.rita'))
  await creator.shows('Is this your account?')
  await creator.acknowledge()
  await creator.shows('Your account is connected')
  await expect
    .poll(async () => (await agency.control.state()).connections.map(({ userData }) => userData.username), {
      timeout: 30_000,
    })
    .toEqual(['right.rita'])
})

test('“not my account” takes the access back', async ({ agency, openCreator, sql }) => {
  const creator = await openCreator()
  await creator.follow(await makeInvite(sql, agency))
  await creator.logIn(emailOf('bruno.brother'))
  await creator.shows('Is this your account?')
  await creator.main.getByText('Not my account').click()
  await expect(creator.main).toContainText('The access to @bruno.brother is deleted at OFAuth at once')
  await creator.button('Delete this access').click()
  await creator.shows(/asks to connect/)
  await expect(creator.main).toContainText('That account was not kept.')
  await expect
    .poll(async () => (await agency.control.state()).connections.length, { timeout: 30_000 })
    .toBe(0)
})

test('revoked while she is on the provider’s page', async ({ agency, openAs, openCreator, sql, watch }) => {
  watch.allow(answered(404))
  const invite = await makeInvite(sql, agency, { creator: 'Rhea Revoked' })
  const creator = await openCreator()
  await creator.follow(invite)
  const address = await creator.continue()
  await creator.hosted.consent()

  const owner = new ConsolePage(await openAs('owner'), agency)
  await owner.open(`/invites/${invite.id}`)
  await owner.main.getByRole('button', { name: 'Revoke', exact: true }).click()
  await owner.dialog.getByRole('button', { name: 'Revoke', exact: true }).click()
  await expect(owner.messages).toContainText('revoked')

  const { id } = await newestSession(sql, agency)
  await waitForState(sql, id, 'revoked')
  await creator.page.goto(address)
  await creator.hosted.ended('This link does not work')
  await creator.open()
  await creator.shows('This link was withdrawn')
  expect((await agency.control.state()).connections).toEqual([])
})

test('a revocation reaches an open page within two seconds', async ({ agency, openCreator, sql }) => {
  const invite = await makeInvite(sql, agency)
  const creator = await openCreator()
  await creator.follow(invite)
  await creator.shows(/asks to connect/)
  const paused = sql`update invites set paused_at = now() where id = ${invite.id}`
  await paused
  await creator.shows('This link is paused', 2_000)
  // It opens again by itself, too.
  await sql`update invites set paused_at = null where id = ${invite.id}`
  await creator.shows(/asks to connect/, 2_000)
  await sql`update invites set revoked_at = now() where id = ${invite.id}`
  await creator.shows('This link was withdrawn', 2_000)
  await expect(creator.heading).toBeFocused()
  await expect(creator.button(/^Continue/)).toBeHidden()
})

test('every closed link says why, and can be asked for anew', async ({ agency, openCreator, sql }) => {
  const cases: [title: string, options: Parameters<typeof makeInvite>[2]][] = [
    ['This link has run out', { expiresAt: past() }],
    ['This link was withdrawn', { revokedAt: past() }],
    ['This link has been used', { uses: 1 }],
    ['This link is paused', { pausedAt: past() }],
    ['There is a newer link', { rotatedTimes: 1 }],
  ]
  const creator = await openCreator()
  for (const [title, options] of cases) {
    await creator.follow(await makeInvite(sql, agency, options))
    await creator.shows(title)
    await expect(creator.page).toHaveTitle(`This link is closed · ${agency.name}`)
    await expect(creator.button(/^Continue/)).toBeHidden()
    await creator.button(`Ask ${agency.name} for a new link`).click()
    await expect(creator.main).toContainText(`${agency.name} knows`)
    await expect(creator.button(/^Ask/)).toBeHidden()
  }
  await creator.page.goto(`/connect/i/${'x'.repeat(43)}`)
  await creator.shows('This link does not work here')
  await expect(creator.page.locator('body')).not.toContainText(agency.name)
  await expect(creator.button(/./)).toHaveCount(0)
})

test('the provider fails, the line drops, and a double click', async ({
  agency,
  openCreator,
  sql,
  watch,
}) => {
  watch.allow(answered(503), /ERR_INTERNET_DISCONNECTED/)
  const creator = await openCreator()
  await creator.follow(await makeInvite(sql, agency))
  await agency.control.fault({ kind: 'status', status: 503 }, { path: '/v2/link/init' })
  await creator.button('Continue to OFAuth').click()
  await expect(creator.main).toContainText('The login page did not answer.')

  const context = creator.page.context()
  await context.setOffline(true)
  await creator.button('Continue to OFAuth').click()
  await expect(creator.alert).toContainText('This page could not be reached')
  await context.setOffline(false)
  const before = await agency.control.calls({ method: 'POST', path: '/v2/link/init' })
  await creator.button('Continue to OFAuth').dblclick()
  await creator.hosted.arrive()
  const after = await agency.control.calls({ method: 'POST', path: '/v2/link/init' })
  expect(after.length - before.length).toBe(1)
})

test('she cancels, and is told where', async ({ agency, openCreator, sql }) => {
  const creator = await openCreator()
  await creator.follow(await makeInvite(sql, agency))
  await creator.continue()
  await creator.hosted.consent()
  await creator.hosted.cancel()
  await creator.arrive()
  await creator.shows(/asks to connect/)
  await expect(creator.main).toContainText('You left at the login form.')
})
