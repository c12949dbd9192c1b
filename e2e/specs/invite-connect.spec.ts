import type { Agency } from '../fixtures/agency'
import { test } from '../fixtures/creator-test'
import type { Sql } from '../fixtures/database'
import { environment } from '../fixtures/environment'
import { type Invite, inviteRow, makeInvite } from '../fixtures/invites'
import { newestSession } from '../fixtures/link'
import { expect } from '../fixtures/test'
import { CreatorPage } from '../pages/creator-page'

const EMAIL = 'nora.novak@creator.sandbox.com'
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)'

const inits = async (agency: Agency) =>
  (await agency.control.calls({ method: 'POST', path: '/v2/link/init' })).length

async function agreedTo(sql: Sql, invite: Invite) {
  return sql<{ language: string; shown: { title: string }; address: string | null }[]>`
    select language, shown, address from consents where invite_id = ${invite.id} order by agreed_at`
}

test('from the link to the receipt', async ({ agency, openCreator, sql, who }) => {
  const { id: createdBy } = await who('owner')
  const invite = await makeInvite(sql, agency, { createdBy, expectedUsername: 'nora.novak' })
  const creator = await openCreator()
  const { page, main } = creator
  await creator.follow(invite)
  const title = `${agency.name} asks to connect your OnlyFans account`
  await creator.shows(title)
  await expect(page).toHaveTitle(`Connect your account · ${agency.name}`)
  for (const text of [
    `Oda Owner of ${agency.name} sent you this link.`,
    'It is meant for the account @nora.novak.',
    `It never passes through ${agency.name} or Patchbay.`,
    'Until you or',
    'How you can undo it',
    'Never stored here: your password and your codes.',
  ])
    await expect(main).toContainText(text)
  await expect.poll(async () => (await inviteRow(sql, invite)).opened).toBe(1)
  expect(await inits(agency)).toBe(0)

  const address = await creator.continue()
  await creator.hosted.consent()
  await creator.hosted.login(EMAIL)
  await creator.arrive()
  await creator.shows('Is this your account?')
  await expect(main).toContainText('@nora.novak')
  await expect
    .poll(() => main.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(0)
  await creator.acknowledge()
  await creator.shows('Your account is connected')
  await expect(page).toHaveTitle(`Connected · ${agency.name}`)
  await expect(main.getByRole('definition').filter({ hasText: agency.name }).first()).toBeVisible()
  // Her own zone, and it says which.
  await expect(main.locator('dl time')).toHaveText(/\d{4} at \d{2}:\d{2} (CET|CEST|GMT\+[12])$/)
  await expect(main).toContainText('Oda Owner')
  await expect(main).toContainText('Your earnings, transactions and chargebacks')
  await expect(main).toContainText('How to end it')
  await expect(creator.button('Print or save')).toBeVisible()

  // What the provider's address carries is a credential.
  const secret = new URL(address).pathname.slice(1)
  expect(await page.content()).not.toContain(secret)
  expect(await page.content()).not.toContain(invite.token)
  expect(await inviteRow(sql, invite)).toMatchObject({ opened: 1, started: 1, uses: 1 })
  const [agreed, ...more] = await agreedTo(sql, invite)
  expect(more).toEqual([])
  expect(agreed).toMatchObject({ language: 'en', shown: { title } })
  const { state } = await newestSession(sql, agency)
  expect(state).toBe('completed')

  await page.reload()
  await creator.shows('Your account is connected')
  await creator.follow(invite)
  await creator.shows('Your account is connected')
  expect(await inits(agency)).toBe(1)
})

test('reload, the back button and a closed tab lead to the right step', async ({
  agency,
  openCreator,
  sql,
}) => {
  const invite = await makeInvite(sql, agency)
  const creator = await openCreator()
  await creator.follow(invite)
  const address = await creator.continue()
  await creator.page.goBack()
  await creator.shows('Go on at OFAuth')
  await creator.page.reload()
  await creator.shows('Go on at OFAuth')
  expect(await creator.page.content()).not.toContain(new URL(address).pathname.slice(1))

  const second = new CreatorPage(await creator.page.context().newPage())
  await creator.page.close()
  await second.follow(invite)
  await second.shows('Go on at OFAuth')
  expect(await second.continue('Go on at OFAuth')).toBe(address)
  expect(await inits(agency)).toBe(1)

  const third = new CreatorPage(await second.page.context().newPage())
  await third.follow(invite)
  await third.shows('Go on at OFAuth')
  await second.hosted.consent()
  await second.hosted.login(EMAIL)
  await second.arrive()
  await second.shows('Is this your account?')
  // The other tab goes on by itself, and its heading is read out.
  await third.shows('Is this your account?')
  await expect(third.heading).toBeFocused()
  await third.acknowledge()
  await third.shows('Your account is connected')
  await second.shows('Your account is connected')
  expect((await inviteRow(sql, invite)).uses).toBe(1)
})

test('in Spanish, and in English at her choice', async ({ agency, openCreator, sql }) => {
  const invite = await makeInvite(sql, agency, { language: 'es' })
  const creator = await openCreator()
  const { page } = creator
  const language = page.locator('html')
  await creator.follow(invite)
  await creator.shows(`${agency.name} te pide conectar tu cuenta de OnlyFans`)
  await expect(language).toHaveAttribute('lang', 'es')
  await expect(page.getByRole('complementary')).toContainText('nada de esto toca OnlyFans')
  await page.getByRole('link', { name: 'English' }).click()
  await creator.shows(`${agency.name} asks to connect your OnlyFans account`)
  await expect(language).toHaveAttribute('lang', 'en')
  await page.getByRole('link', { name: 'Español' }).click()
  await creator.shows(`${agency.name} te pide conectar tu cuenta de OnlyFans`)
  await creator.settled()
  await creator.continue('Continuar a OFAuth')
  await creator.hosted.consent()
  await creator.hosted.login(EMAIL)
  await creator.arrive()
  await creator.shows('¿Es tu cuenta?')
  await creator.button('Sí, es la mía').click()
  await creator.shows('Tu cuenta está conectada')
  await expect(creator.main.locator('dl time')).toHaveText(/de \d{4}/)
  await expect(page).toHaveTitle(`Conectada · ${agency.name}`)
  expect((await agreedTo(sql, invite))[0]).toMatchObject({ language: 'es' })
})

test('without JavaScript', async ({ agency, openCreator, sql }) => {
  const invite = await makeInvite(sql, agency)
  const creator = await openCreator({ javaScriptEnabled: false })
  const { page, main } = creator
  await page.goto(invite.path)
  await creator.shows(`${agency.name} asks to connect your OnlyFans account`)
  await expect(main).toContainText('UTC')
  await creator.button('Continue to OFAuth').click()
  await creator.shows('Go on at OFAuth')
  // A reload sends nothing twice.
  await page.reload()
  await creator.shows('Go on at OFAuth')
  expect(await inits(agency)).toBe(1)
  await main.getByRole('link', { name: 'Go on at OFAuth' }).click()
  await creator.hosted.arrive()
  await creator.hosted.consent()
  await creator.hosted.login(EMAIL)
  await page.waitForURL('**/connect')
  await creator.shows('Is this your account?')
  await creator.acknowledge()
  await creator.shows('Your account is connected')

  const closed = await makeInvite(sql, agency, { expiresAt: new Date(Date.now() - 60_000) })
  await page.goto(closed.path)
  await creator.shows('This link has run out')
  await creator.button(`Ask ${agency.name} for a new link`).click()
  await expect(main).toContainText(`${agency.name} knows`)
  await page.reload()
  await expect(main).toContainText(`${agency.name} knows`)
  expect((await inviteRow(sql, closed)).asked_again_at).not.toBeNull()
})

test.describe('inside an app', () => {
  const android =
    'Mozilla/5.0 (Linux; Android 14; SM-S918B Build/UP1A.231005.007; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/125.0.6422.165 Mobile Safari/537.36'
  const cases: [app: string, browser: string, userAgent: string][] = [
    ['Instagram', 'Safari', `${IPHONE} Mobile/21F90 Instagram 334.0.4.32.98 (iPhone15,3; iOS 17_5_1)`],
    ['TikTok', 'Chrome', `${android} trill_340503 JsSdk/1.0 NetType/WIFI BytedanceWebview/d8a21c6`],
    ['Telegram', 'Chrome', `${android} Telegram-Android/11.4.3 (Samsung SM-S918B; Android 14; SDK 34; HIGH)`],
  ]
  for (const [app, browser, userAgent] of cases)
    test(`${app} leads to ${browser}`, async ({ agency, openCreator, sql }) => {
      const invite = await makeInvite(sql, agency)
      const creator = await openCreator({ userAgent, permissions: ['clipboard-read', 'clipboard-write'] })
      await creator.follow(invite)
      await expect(creator.main).toContainText(`This page is open inside ${app}.`)
      await creator.main.getByText(`How to open it in ${browser}`).click()
      await expect(creator.main).toContainText(`Open ${browser} on your phone.`)
      expect(await creator.page.content()).not.toContain(invite.token)
      await creator.button('Copy the link').click()
      await expect(creator.main.getByRole('status')).toHaveText('Copied')
      const copied = await creator.page.evaluate(() => navigator.clipboard.readText())
      expect(copied).toBe(new URL(invite.path, environment.baseUrl).href)
      await creator.continue()
    })

  test('a browser of her own is told nothing of it', async ({ agency, openCreator, sql }) => {
    const creator = await openCreator({ userAgent: `${IPHONE} Version/17.5 Mobile/15E148 Safari/604.1` })
    await creator.follow(await makeInvite(sql, agency))
    await expect(creator.main).not.toContainText('in your own browser')
  })
})
