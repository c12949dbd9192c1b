import type { Page } from '@playwright/test'
import { type Agency, accountOf } from '../fixtures/agency'
import type { Sql } from '../fixtures/database'
import { type Invite, makeInvite } from '../fixtures/invites'
import { Mailbox } from '../fixtures/mailbox'
import { expect, test } from '../fixtures/test'
import { CreatorPage } from '../pages/creator-page'

const mailbox = new Mailbox()

let count = 0
function newAddress(): string {
  count += 1
  return `nora.${Date.now()}.${count}@creators.example`
}

/** The six digits of the newest code that went to an address. */
async function codeFor(address: string, after = 0): Promise<string> {
  const mail = await mailbox.waitFor(address, 'code', after)
  const code = /\b\d{3}\s?\d{3}\b/.exec(mail.text)?.[0]
  if (!code) throw new Error('There is no code in the mail.')
  return code
}

/** Connects through an invite up to the receipt. */
async function connected(
  page: Page,
  sql: Sql,
  agency: Agency,
  name: string,
  language = 'en',
): Promise<Invite> {
  const invite = await makeInvite(sql, agency, { creator: name, language })
  const creator = new CreatorPage(page)
  await creator.follow(invite)
  await creator.continue(/Continue|Continuar/)
  await creator.hosted.consent()
  await creator.hosted.login(accountOf(name).email)
  await page.waitForURL('**/connect')
  await page.getByRole('button', { name: /Yes, this is mine|Sí, es la mía/ }).click()
  return invite
}

/** Gives an address on the receipt and confirms it with the code from the mail. */
async function giveAddress(page: Page, address: string): Promise<void> {
  await page.getByLabel('Your e-mail address').fill(address)
  await page.getByRole('button', { name: 'Send me a code' }).click()
  await page.getByLabel('Code from the mail').fill(await codeFor(address))
  await page.getByRole('button', { name: 'Confirm' }).click()
  await page.getByRole('link', { name: 'Open my page' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Your accounts at')
}

test('a creator confirms an address, opens her page elsewhere with a code, and takes her access back', async ({
  openFor,
  sql,
  agency,
}) => {
  const page = await openFor(null)
  const invite = await connected(page, sql, agency, 'Nora Page')
  const address = newAddress()
  await giveAddress(page, address)
  await expect(page.getByRole('main')).toContainText('Works')

  const phone = await openFor(null)
  await phone.goto(invite.path)
  await phone.goto('/connect/mine')
  await expect(phone.getByRole('main')).not.toContainText(address)
  const sentBefore = await mailbox.count(address)
  await phone.getByRole('button', { name: /Send a code to n•••@creators.example/ }).click()
  await phone.getByLabel('Code from the mail').fill('000000')
  await phone.getByRole('button', { name: 'Open my page' }).click()
  await expect(phone.getByRole('alert').filter({ hasText: 'not right' })).toContainText('4 more tries')
  await phone.getByLabel('Code from the mail').fill(await codeFor(address, sentBefore))
  await phone.getByRole('button', { name: 'Open my page' }).click()
  await expect(phone.getByRole('heading', { level: 1 })).toContainText('Your accounts at')

  await phone.getByText('Take access back').click()
  await phone.getByRole('button', { name: 'Yes, take it back' }).click()
  await expect(phone.getByRole('main')).toContainText('OFAuth confirmed on')
  expect((await agency.control.state()).connections).toEqual([])
  const [row] = await sql`select status, status_reason from connections where agency_id = ${agency.id}`
  expect(row).toMatchObject({ status: 'disconnected', status_reason: 'by_creator' })

  await phone.getByRole('button', { name: 'Close this page' }).click()
  await expect(phone.getByRole('heading', { level: 1 })).toHaveText('Open your page')
  await page.goto('/connect/mine')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Open your page')
})

test('her page leads to the repair of a broken account, with nobody at the agency', async ({
  openFor,
  sql,
  agency,
}) => {
  const page = await openFor(null)
  await connected(page, sql, agency, 'Nora Repair')
  await giveAddress(page, newAddress())
  await sql`update connections set status = 'needs_reauth', status_reason = 'session_expired', broken_since = now()
    where agency_id = ${agency.id}`
  await page.goto('/connect/mine')
  await expect(page.getByRole('main')).toContainText('Needs you')
  await page.getByRole('button', { name: 'Reconnect' }).click()
  await page.waitForURL('**/connect')
  const creator = new CreatorPage(page)
  await creator.logIn(accountOf('Nora Repair').email)
  await creator.acknowledge()
  await page.goto('/connect/mine')
  await expect(page.getByRole('main')).toContainText('Works')
})

test('the page becomes an account that sees this page and nothing else', async ({ openFor, sql, agency }) => {
  const page = await openFor(null)
  await connected(page, sql, agency, 'Nora Account')
  const address = newAddress()
  await giveAddress(page, address)
  await page.getByLabel('Your name').fill('Nora Account')
  await page.getByLabel('Choose a password').fill('a-long-enough-password')
  await page.getByRole('button', { name: 'Make my account' }).click()
  await expect(page.getByRole('main')).toContainText('You can also sign in')

  const other = await openFor(null)
  await other.goto('/sign-in')
  await other.getByLabel('E-mail').fill(address)
  await other.getByLabel('Password').fill('a-long-enough-password')
  await other.getByRole('button', { name: 'Sign in', exact: true }).click()
  await other.waitForURL('**/connect/mine')
  await expect(other.getByRole('heading', { level: 1 })).toContainText('Your accounts at')
  expect((await other.request.get(agency.path)).status()).toBe(404)
})

test('in Spanish, the page and its mail are Spanish', async ({ openFor, sql, agency }) => {
  const page = await openFor(null)
  await connected(page, sql, agency, 'Nora Hispana', 'es')
  const address = newAddress()
  await page.getByLabel('Tu correo electrónico').fill(address)
  await page.getByRole('button', { name: 'Envíame un código' }).click()
  await page.getByLabel('Código del correo').fill(await codeFor(address))
  await page.getByRole('button', { name: 'Confirmar' }).click()
  await page.getByRole('link', { name: 'Abrir mi página' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Tus cuentas en')
  await expect(page.locator('html')).toHaveAttribute('lang', 'es')
})
