import { accountOf, makeAgency, makeConnection } from '../fixtures/agency'
import { makeInvite } from '../fixtures/invites'
import { expectGoodLook } from '../fixtures/look'
import { Mailbox } from '../fixtures/mailbox'
import { expect, test } from '../fixtures/test'
import { answered } from '../fixtures/watch'
import { InvitesPage } from '../pages/invites-page'

const LINK = /^http:\/\/localhost:\d+\/connect\/i\/[\w-]{43}$/
const HOUR = 3_600_000

test('an invite is made, and handed over in four ways', async ({ agency, openAs, sql }) => {
  const page = await openAs('staff')
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  const invites = new InvitesPage(page, agency)
  await invites.open('/invites')
  await expect(invites.main).toContainText('No invite yet')
  await invites.main.getByRole('link', { name: 'Invite a creator' }).first().click()
  await page.waitForURL(/\/invites\/new$/)
  await invites.settled()

  // Refused: what was typed is still there.
  await invites.main.getByLabel('Note').fill('Prefers mornings.')
  await invites.button('Create the invite').click()
  await expect(invites.main).toContainText('Choose a creator, or type the name of a new one.')
  await expect(invites.main.getByLabel('Note')).toHaveValue('Prefers mornings.')

  await invites.main.getByLabel('Creator', { exact: true }).fill('Ines Invited')
  await invites.main.getByLabel('OnlyFans username').fill('@Ines.Invited')
  await expect(invites.main.getByLabel('OnlyFans username')).toHaveValue('Ines.Invited')
  await invites.main.getByLabel('Language').selectOption('es')
  await invites.main.getByLabel('Send it by e-mail').fill('ines@creator.sandbox.com')
  await invites.button('Create the invite').click()
  await expect(invites.dialog).toContainText('A mail is on its way to ines@creator.sandbox.com')

  const url = await invites.link()
  expect(url).toMatch(LINK)
  await invites.dialog.getByRole('button', { name: 'Copy link' }).click()
  await expect(invites.dialog.getByRole('button', { name: 'Copied' })).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(url)

  const text = await invites.dialog.getByLabel('Text for a chat').inputValue()
  expect(text).toContain(url)
  expect(text).toContain('@ines.invited')
  expect(text).toMatch(/^Hola, Ines Invited/)

  await invites.dialog.getByRole('tab', { name: 'QR code' }).click()
  const code = invites.dialog.getByRole('img', { name: /^QR code/ })
  expect((await code.boundingBox())?.width).toBeGreaterThanOrEqual(240)
  expect(await code.locator('path').getAttribute('d')).toMatch(/^M4 4h7v1h-7z/)

  await invites.done()
  await page.waitForURL(/\/invites\/[0-9a-f-]{36}$/)
  await expect(invites.main.getByRole('heading', { level: 1 })).toHaveText('Invite for Ines Invited')
  await expect(invites.card('Details')).toContainText('Prefers mornings.')
  await expect(invites.card('Details')).toContainText('Español')
  await expect(invites.card('Timeline')).toContainText('Link shown to be handed over')
  const mail = await new Mailbox().waitFor('ines@creator.sandbox.com', 'invite')
  expect(mail.links).toContain(url)

  // Neither a page nor the list ever holds the link.
  const token = url.slice(url.lastIndexOf('/') + 1)
  for (const path of ['/invites', new URL(page.url()).pathname.slice(agency.path.length)]) {
    await invites.open(path)
    expect(await page.content()).not.toContain(token)
  }
  const [row] = await sql<{ language: string; opened: number }[]>`
    select language, opened from invites where agency_id = ${agency.id}`
  expect(row).toEqual({ language: 'es', opened: 0 })
})

test('paused, opened again, given more time, replaced and revoked', async ({
  agency,
  openAs,
  openFor,
  sql,
}) => {
  const invites = new InvitesPage(await openAs('staff'), agency)
  await invites.create('Paula Paused')
  const first = await invites.link()
  await invites.done()
  await invites.page.waitForURL(/\/invites\/[0-9a-f-]{36}$/)
  const creator = await openFor(null)
  const says = async (url: string, words: RegExp) => {
    await creator.goto(url)
    await expect(creator.getByRole('main')).toContainText(words)
  }
  await invites.button(/^Pause/).click()
  await expect(invites.main).toContainText('Whoever opens the link is told to ask you')
  await says(first, /pause/i)
  await invites.button(/^Resume/).click()
  await expect(invites.main).not.toContainText('Whoever opens the link is told to ask you')

  await invites.button(/^Change expiry/).click()
  await invites.dialog.getByLabel('Valid from now for').selectOption('2160')
  await invites.dialog.getByRole('button', { name: 'Save' }).click()
  await expect(invites.dialog).toHaveCount(0)
  const [row] = await sql<{ days: number }[]>`
    select round(extract(epoch from expires_at - now()) / 86400)::int as days from invites where agency_id = ${agency.id}`
  expect(row?.days).toBe(90)

  await invites.button('Replace link').click()
  await expect(invites.dialog).toContainText('Every copy of the old link stops working at once')
  await invites.dialog.getByRole('button', { name: 'Replace it' }).click()
  await expect(invites.dialog).toContainText('Share the new link')
  const second = await invites.link()
  expect(second).not.toBe(first)
  await invites.done()
  await says(first, /(new|newer|replaced)/i)
  await says(second, new RegExp(agency.name))

  await invites.button('Revoke').click()
  await expect(invites.dialog).toContainText('No mail goes out')
  await invites.dialog.getByRole('button', { name: 'Revoke', exact: true }).click()
  await expect(invites.main).toContainText('The link leads nowhere. For another try, make a new invite.')
  await expect(invites.main.getByRole('link', { name: 'New invite' })).toBeVisible()
  await expect(invites.button(/^(Share|Pause|Change expiry|Replace|Revoke)/)).toHaveCount(0)
  const kinds = invites.card('Timeline')
  for (const line of ['Paused', 'Open again', 'Given more or less time', 'Given a new link', 'Revoked'])
    await expect(kinds).toContainText(line)
})

test('a list with a button on each row, and many revoked at once', async ({ agency, openAs, sql, who }) => {
  const past = new Date(Date.now() - HOUR)
  await makeInvite(sql, agency, { creator: 'Olga Open' })
  await makeInvite(sql, agency, { creator: 'Orla Open', expectedUsername: 'orla' })
  await makeInvite(sql, agency, { creator: 'Petra Paused', pausedAt: past })
  await makeInvite(sql, agency, { creator: 'Erna Expired', expiresAt: past })
  await makeInvite(sql, agency, { creator: 'Ute Used', uses: 1 })
  await makeInvite(sql, agency, { creator: 'Rosa Revoked', revokedAt: past })
  const { id: owner } = await who('owner')
  const invites = new InvitesPage(await openAs('owner'), agency)
  await sql`update sessions set stepped_up_at = now() where user_id = ${owner}`
  await invites.open('/invites')
  await expect(invites.rows).toHaveCount(6)
  for (const [creator, step] of [
    ['Olga Open', 'Share'],
    ['Petra Paused', 'Resume'],
    ['Erna Expired', 'Extend'],
  ] as const)
    await expect(invites.row(creator).getByRole('button', { name: new RegExp(`^${step}`) })).toBeVisible()
  await invites
    .row('Petra Paused')
    .getByRole('button', { name: /^Resume/ })
    .click()
  await expect(invites.row('Petra Paused')).toContainText('Open')

  await invites.tab('Open').click()
  await expect(invites.rows).toHaveCount(3)
  await invites.main.getByLabel('Search invites').fill('orla')
  await invites.main.getByLabel('Search invites').press('Enter')
  await expect(invites.rows).toHaveCount(1)
  await expect(invites.page).toHaveURL(/\?q=orla&state=open|\?state=open&q=orla/)
  await invites.page.reload()
  await invites.settled()
  await expect(invites.rows).toHaveCount(1)

  await invites.open('/invites')
  for (const creator of ['Olga Open', 'Orla Open', 'Erna Expired'])
    await invites.main.getByLabel(`Select the invite of ${creator}`).check()
  await expect(invites.main).toContainText('3 selected')
  await invites.button('Revoke').click()
  await invites.dialog.getByLabel('Type 3 to confirm').fill('2')
  await invites.dialog.getByRole('button', { name: 'Revoke 3 invites' }).click()
  await expect(invites.dialog).toContainText('Type 3 to confirm.')
  await invites.dialog.getByLabel('Type 3 to confirm').fill('3')
  await invites.dialog.getByRole('button', { name: 'Revoke 3 invites' }).click()
  await expect(invites.messages).toContainText('3 invites revoked')
  await invites.tab('Revoked').click()
  await expect(invites.rows).toHaveCount(4)

  const staff = new InvitesPage(await openAs('staff'), agency)
  await staff.open('/invites')
  await expect(staff.rows).toHaveCount(6)
  await expect(staff.main.getByRole('checkbox')).toHaveCount(0)
})

test('a mail that could not be delivered is seen where it was sent from', async ({ agency, openAs }) => {
  const invites = new InvitesPage(await openAs('staff'), agency)
  await invites.create('Berta Bounce', { 'Send it by e-mail': 'berta@bounce.sandbox.com' })
  await invites.done()
  await invites.page.waitForURL(/\/invites\/[0-9a-f-]{36}$/)
  const path = new URL(invites.page.url()).pathname.slice(agency.path.length)
  await expect(async () => {
    await invites.open(path)
    await expect(invites.card('Mails')).toContainText('Could not be delivered', { timeout: 500 })
  }).toPass()
  await expect(invites.card('Mails')).toContainText('refused this address')
  await expectGoodLook(invites.page, 'a mail that bounced')
  await invites.open('/invites')
  await expect(invites.row('Berta Bounce')).toContainText('Mail not delivered')
  await expect(invites.row('Berta Bounce').getByRole('button', { name: /^Send again/ })).toBeVisible()

  await invites.open(path)
  await invites.button('Share link').click()
  await invites.dialog.getByRole('tab', { name: 'E-mail' }).click()
  await expect(invites.dialog.getByLabel('E-mail address')).toHaveValue('berta@bounce.sandbox.com')
  await invites.dialog.getByLabel('E-mail address').fill('berta@creator.sandbox.com')
  await invites.dialog.getByRole('button', { name: 'Send the mail' }).click()
  await expect(invites.dialog).toContainText('On its way to berta@creator.sandbox.com')
  await new Mailbox().waitFor('berta@creator.sandbox.com', 'invite')
  await invites.open('/invites')
  await expect(invites.row('Berta Bounce')).toContainText('Mail: sent')
})

test('a reconnect is asked for one connection; a creator is invited from their row', async ({
  agency,
  openAs,
  sql,
  watch,
}) => {
  const known = await makeConnection(sql, agency, accountOf('Rita Reconnect'), {
    status: 'needs_reauth',
    reason: 'session_expired',
  })
  const invites = new InvitesPage(await openAs('staff'), agency)
  await invites.open(`/invites/new?connection=${known.id}`)
  await expect(invites.main).toContainText('@rita.reconnect')
  await expect(invites.main.getByLabel('Uses')).toHaveCount(0)
  await invites.button('Create the invite').click()
  await expect(invites.dialog.getByLabel('Text for a chat')).toHaveValue(/has to be renewed/)
  await invites.done()
  await invites.page.waitForURL(/\/invites\/[0-9a-f-]{36}$/)
  await expect(invites.main).toContainText('Reconnect @rita.reconnect')

  await invites.open('/creators')
  const row = invites.main.getByRole('row').filter({ hasText: 'Rita Reconnect' })
  await expect(row).toContainText('1 open')
  await row.getByRole('link', { name: /^Invite/ }).click()
  await invites.page.waitForURL(/\/invites\/new\?creator=/)
  await invites.settled()
  await expect(invites.main.getByLabel('Creator', { exact: true })).toHaveValue('Rita Reconnect')

  watch.allow(answered(404))
  const other = await makeAgency(sql)
  const foreign = await makeConnection(sql, other, accountOf('Fara Foreign'))
  const theirs = await makeInvite(sql, other)
  for (const path of [
    `/invites/new?connection=${foreign.id}`,
    `/invites/${theirs.id}`,
    '/invites/nonsense',
  ]) {
    await invites.open(path)
    await expect(invites.page.locator('body')).not.toContainText('fara.foreign')
    await expect(invites.main.getByRole('heading', { level: 1 })).not.toHaveText(/Invite for|reconnect/)
  }
})
