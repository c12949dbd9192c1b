import { makeInvite } from '../fixtures/invites'
import { expectGoodLook } from '../fixtures/look'
import { expect, test } from '../fixtures/test'
import { InvitesPage } from '../pages/invites-page'

const LONG = 'Maximiliane-Konstantina von und zu Hohenlohe-Langenburg-Schillingsfürst the Third of Her Name'
const past = () => new Date(Date.now() - 3_600_000)

// Each stands alone, and together they take long.
test.describe.configure({ mode: 'parallel', timeout: 180_000 })

for (const [place, size] of [
  ['a desk', { width: 1440, height: 900 }],
  ['a phone', { width: 390, height: 844 }],
] as const) {
  test(`list, form and dialogs at ${place}`, async ({ agency, openAs, sql }) => {
    const page = await openAs('owner')
    await page.setViewportSize(size)
    const invites = new InvitesPage(page, agency)
    await invites.open('/invites')
    await expectGoodLook(page, 'no invite yet')
    await makeInvite(sql, agency, {
      creator: LONG,
      expectedUsername: 'a.very.long.username.that.goes.on.and.on',
    })
    await makeInvite(sql, agency, { creator: 'Petra Paused', pausedAt: past() })
    await makeInvite(sql, agency, { creator: 'Erna Expired', expiresAt: past() })
    await invites.open('/invites')
    await expectGoodLook(page, 'list')
    await invites.main.getByLabel('Select the invite of Petra Paused').check()
    await expectGoodLook(page, 'one selected')
    await invites.button('Revoke').click()
    await invites.dialog.getByRole('button', { name: 'Revoke 1 invite' }).click()
    await expect(invites.dialog).toContainText('Type 1 to confirm.')
    await expectGoodLook(page, 'revoke many, refused')
    await invites.dialog.getByRole('button', { name: 'Keep them' }).click()

    await invites
      .row(LONG)
      .getByRole('button', { name: /^Share/ })
      .click()
    await invites.link()
    await expectGoodLook(page, 'share: text')
    await invites.dialog.getByRole('tab', { name: 'QR code' }).click()
    await expectGoodLook(page, 'share: code')
    await page.keyboard.press('ArrowRight')
    await expect(invites.dialog.getByLabel('E-mail address')).toBeVisible()
    await invites.dialog.getByLabel('E-mail address').fill('x@y')
    await invites.dialog.getByRole('button', { name: 'Send the mail' }).click()
    await expectGoodLook(page, 'share: mail')
    await page.keyboard.press('Escape')
    await expect(invites.dialog).toHaveCount(0)

    await invites
      .row('Erna Expired')
      .getByRole('button', { name: /^Extend/ })
      .click()
    await expect(invites.dialog).toContainText('Open this link again?')
    await expectGoodLook(page, 'extend')
    await invites.open('/invites?q=nothing-like-this')
    await expectGoodLook(page, 'nothing matches')
    await invites.open('/invites/new')
    await invites.button('Create the invite').click()
    await expect(invites.main).toContainText('Choose a creator, or type the name of a new one.')
    await expectGoodLook(page, 'form, refused')
    await invites.open('/creators')
    await expectGoodLook(page, 'creators with invites')
  })

  test(`an invite in every state at ${place}`, async ({ agency, openAs, sql }) => {
    const page = await openAs('staff')
    await page.setViewportSize(size)
    const invites = new InvitesPage(page, agency)
    const states = {
      Open: {},
      Paused: { pausedAt: past() },
      Expired: { expiresAt: past() },
      'Used up': { uses: 1 },
      Revoked: { revokedAt: past() },
    }
    for (const [label, state] of Object.entries(states)) {
      const { id } = await makeInvite(sql, agency, { creator: LONG, ...state })
      await invites.open(`/invites/${id}`)
      await expect(invites.main).toContainText(label)
      await expectGoodLook(page, label)
      if (label === 'Expired') {
        await sql`update invites set asked_again_at = now() where id = ${id}`
        await page.reload()
        await invites.settled()
        await expect(invites.main).toContainText('The creator asks for a new link')
        await expectGoodLook(page, 'asked for a new link')
      }
      if (label !== 'Open') continue
      for (const name of ['Replace link', 'Revoke']) {
        await invites.button(name).click()
        await expect(invites.dialog).toBeVisible()
        await expectGoodLook(page, name)
        await page.keyboard.press('Escape')
        await expect(invites.dialog).toHaveCount(0)
      }
    }
  })
}
