import type { Page } from '@playwright/test'
import type { Agency } from '../fixtures/agency'
import { environment } from '../fixtures/environment'
import { type Mail, Mailbox } from '../fixtures/mailbox'
import { expect, test } from '../fixtures/test'
import { ConsolePage } from '../pages/console-page'

const mailbox = new Mailbox()

let count = 0
const newAddress = (domain: string) => {
  count += 1
  return `mailed.${Date.now()}.${count}@${domain}`
}

/** Makes an invite that is mailed at once, and goes on to its page. */
async function inviteByMail(page: Page, agency: Agency, to: string, language = 'English'): Promise<void> {
  await new ConsolePage(page, agency).open('/invites/new')
  const form = page.getByRole('main')
  await form.getByLabel('Creator', { exact: true }).fill('Mila Mail')
  await form.getByLabel('Language').selectOption({ label: language })
  await form.getByLabel('Note').fill('internal: handle with care')
  await form.getByLabel('Send it by e-mail').fill(to)
  await form.getByRole('button', { name: 'Create the invite' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText(`A mail is on its way to ${to}.`)
  await dialog.getByRole('button', { name: 'Done' }).click()
  await page.waitForURL(/\/invites\/[0-9a-f-]{36}$/)
}

const linkOf = (mail: Mail) =>
  mail.links.find((link) => link.startsWith(`${environment.baseUrl}/connect/i/`)) ?? ''

test('an invite by mail arrives, says who asks, and its link works', async ({
  agency,
  openAs,
  openFor,
  who,
}) => {
  const page = await openAs('staff')
  const to = newAddress('creators.example')
  await inviteByMail(page, agency, to)
  const mail = await mailbox.waitFor(to, 'invite')
  expect(mail.to).toEqual([to])
  expect(mail.sender).toContain(`${agency.name} via Patchbay`)
  expect(mail.subject).toBe(`${agency.name} asks you to connect your account`)
  expect(mail.text).toContain(`${(await who('staff')).name} of ${agency.name}`)
  expect(JSON.stringify(mail)).not.toContain('handle with care')
  expect(mail.text).toContain(linkOf(mail))

  const hers = await openFor(null)
  await hers.goto(linkOf(mail))
  await hers.waitForURL(`${environment.baseUrl}/connect`)
  await expect(hers.getByRole('heading', { level: 1 })).toContainText(agency.name)

  await page.reload()
  await expect(page.getByRole('main')).toContainText(`Invite to ${to}`)
  await expect(page.getByText('Sent', { exact: true })).toBeVisible()
})

test('a mail is in the language of its invite', async ({ agency, openAs }) => {
  const to = newAddress('creators.example')
  await inviteByMail(await openAs('staff'), agency, to, 'Español')
  const mail = await mailbox.waitFor(to, 'invite')
  expect(mail.subject).toBe(`${agency.name} te pide conectar tu cuenta`)
  expect(mail.html).toContain('<html lang="es">')
})

test('a mail that cannot be delivered says so on its invite’s page', async ({ agency, openAs }) => {
  const page = await openAs('staff')
  const to = newAddress('bounce.sandbox.com')
  await inviteByMail(page, agency, to)
  await expect(async () => {
    await page.reload()
    await expect(page.getByText('Could not be delivered').first()).toBeVisible({ timeout: 1_000 })
  }).toPass({ timeout: 20_000 })
  await expect(page.getByRole('main')).toContainText('The mail server refused this address')
  await expect(page.getByRole('main')).toContainText('A mail could not be delivered')
  expect(await mailbox.list(to)).toEqual([])
})

test('the mailbox shows a mail, and runs nothing of it', async ({ agency, openAs, openFor, watch }) => {
  // What the tests themselves put into every page may not run in the mail's frame either.
  watch.allow(/Blocked script execution in '[^']*\/mailbox\/\d+\/body'/)
  const to = newAddress('creators.example')
  await inviteByMail(await openAs('staff'), agency, to)
  const mail = await mailbox.waitFor(to, 'invite')
  const page = await openFor(null)
  await page.goto(`${environment.sandboxUrl}/mailbox?${new URLSearchParams({ to })}`)
  await page.getByRole('link', { name: mail.subject }).click()
  const body = page.frameLocator('iframe[title="The mail"]')
  await expect(body.getByRole('heading', { level: 1 })).toHaveText(mail.subject)
  const [opened] = await Promise.all([
    page.waitForEvent('popup'),
    body.getByRole('link', { name: 'See what they ask for' }).click(),
  ])
  await opened.waitForURL(`${environment.baseUrl}/connect`)
  await page.getByRole('link', { name: 'Plain text' }).click()
  await expect(page.getByRole('main')).toContainText(linkOf(mail))
})
