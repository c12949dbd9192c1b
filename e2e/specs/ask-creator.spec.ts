import type { Locator } from '@playwright/test'
import { accountOf, makeConnection } from '../fixtures/agency'
import { expect, test } from '../fixtures/test'
import { ConnectionPage } from '../pages/connection-page'
import { ConsolePage } from '../pages/console-page'
import { CreatorPage } from '../pages/creator-page'

const EXPIRED = { status: 'needs_reauth', reason: 'provider_expired' }
const asked = (console: ConsolePage): Locator =>
  console.main.getByRole('list', { name: 'Asked for a new link', exact: true })

test('a broken connection is asked for, repaired by the creator on her phone, and closed', async ({
  agency,
  openAs,
  openFor,
  sql,
}) => {
  test.setTimeout(120_000)
  const known = await makeConnection(sql, agency, accountOf('Jane Journey', { status: 'expired' }), EXPIRED)
  const staff = await openAs('staff')
  const console = new ConsolePage(staff, agency)
  const connection = new ConnectionPage(await openAs('colleague'), agency)

  const link = await test.step('ask, and see every way to send it', async () => {
    await console.open('/attention')
    await console.main.getByRole('button', { name: /^Ask the creator/ }).click()
    await expect(console.dialog).toContainText('@jane.journey is reconnected in place')
    const url = await console.dialog.getByLabel('Invite link').inputValue()
    await expect(console.dialog.getByLabel('Text for a chat')).toHaveValue(new RegExp(`${url}`))
    await console.dialog.getByRole('tab', { name: 'QR code' }).click()
    await expect(console.dialog.getByRole('img', { name: /^QR code/ })).toBeVisible()
    await console.dialog.getByRole('tab', { name: 'E-mail' }).click()
    await console.dialog.getByLabel('E-mail address').fill('jane@creators.example')
    await console.dialog.getByRole('button', { name: 'Send the mail' }).click()
    await expect(console.dialog).toContainText('On its way to jane@creators.example')
    await console.dialog.getByRole('button', { name: 'Done' }).click()
    await expect(console.main).toContainText('Asked Jane Journey')
    await expect(console.main).toContainText('not opened yet')
    return new URL(url)
  })

  await test.step('asking again gives the same link', async () => {
    await connection.visit(known.id)
    await connection.diagnosis.getByRole('button', { name: /^Send the link again/ }).click()
    await expect(connection.dialog.getByLabel('Invite link')).toHaveValue(link.href)
    await connection.dialog.getByRole('button', { name: 'Done' }).click()
  })

  const phone = await openFor(null)
  await phone.setViewportSize({ width: 390, height: 844 })
  const creator = new CreatorPage(phone)
  await test.step('she opens it, and the team sees that', async () => {
    await creator.follow({ path: link.pathname })
    await expect(creator.main).toContainText(agency.name)
    await expect(async () => {
      await connection.visit(known.id)
      await expect(connection.diagnosis).toContainText('she opened it', { timeout: 500 })
    }).toPass()
  })

  await test.step('she logs in, and the team sees her at it', async () => {
    await creator.continue()
    await connection.visit(known.id)
    await expect(connection.main).toContainText('Jane Journey is reconnecting @jane.journey herself')
    await expect(connection.diagnosis.getByRole('link', { name: /^Join/ })).toBeVisible()
    await console.open('/attention')
    await expect(console.main).toContainText('Jane Journey is reconnecting @jane.journey herself')
    await creator.hosted.consent()
    await creator.hosted.login(known.account.email)
    await creator.arrive()
  })

  await test.step('the item is gone, and the invite is done', async () => {
    await expect(async () => {
      await console.open('/attention')
      await expect(console.main).toContainText('All proven within 24 h', { timeout: 500 })
    }).toPass()
    await connection.visit(known.id)
    await connection.hasStatus('Active')
    await expect(connection.diagnosis).toContainText('It works')
    const [invite] = await sql`select uses, opened, started from invites where connection_id = ${known.id}`
    expect(invite).toMatchObject({ uses: 1, opened: 1, started: 1 })
  })
})

test('a creator whose link ran out asks, and gets it back', async ({ agency, openAs, openFor, sql }) => {
  const known = await makeConnection(sql, agency, accountOf('Rita Ranout', { status: 'expired' }), EXPIRED)
  const console = new ConsolePage(await openAs('staff'), agency)
  await console.open('/attention')
  await console.main.getByRole('button', { name: /^Ask the creator/ }).click()
  const link = new URL(await console.dialog.getByLabel('Invite link').inputValue())
  await sql`update invites set expires_at = now() - interval '1 hour' where connection_id = ${known.id}`
  const creator = new CreatorPage(await openFor(null))
  await creator.follow({ path: link.pathname })
  await creator.button(/^Ask/).click()
  await expect(async () => {
    await console.open('/attention')
    await expect(asked(console)).toContainText('Rita Ranout', { timeout: 500 })
  }).toPass()
  await console.main.getByRole('button', { name: /^Give a new link/ }).click()
  await expect(console.dialog.getByLabel('Invite link')).toHaveValue(link.href)
  await console.dialog.getByRole('button', { name: 'Done' }).click()
  await expect(asked(console)).toHaveCount(0)
  await creator.follow({ path: link.pathname })
  await expect(creator.button('Continue to OFAuth')).toBeVisible()
})
