import type { Agency } from '../fixtures/agency'
import { test } from '../fixtures/creator-test'
import type { Sql } from '../fixtures/database'
import { makeInvite } from '../fixtures/invites'
import { useLoginProvider } from '../fixtures/login'
import { expectGoodLook } from '../fixtures/look'
import { expect } from '../fixtures/test'
import { ConnectPage } from '../pages/connect-page'
import type { CreatorPage } from '../pages/creator-page'
import { GOOD_CODE, GOOD_PASSWORD } from '../pages/hosted-page'
import { LOGIN_MS, LoginScreen } from '../pages/login-screen'
import { SessionPage } from '../pages/session-page'

const WRONG_CODE = '000 000'
const mailOf = (tag: string) => `jane+${tag}@creator.sandbox.com`

/** From a fresh invite to our own login form. */
async function toForm(creator: CreatorPage, sql: Sql, agency: Agency): Promise<LoginScreen> {
  await creator.follow(await makeInvite(sql, agency))
  await creator.button('Continue to the login').click()
  await creator.page.waitForURL('**/connect')
  await creator.shows('Log in to OnlyFans')
  await creator.settled()
  return new LoginScreen(creator.page)
}

const isDone = (creator: CreatorPage) => creator.shows('Is this your account?', LOGIN_MS)

test('a code of the app, after a wrong one', async ({ agency, openCreator, sql }) => {
  await useLoginProvider(sql, agency, 'onlyfansapi')
  const title = 'Type the code of your authenticator app'
  const creator = await openCreator()
  const screen = await toForm(creator, sql, agency)
  await expect(creator.main).toContainText('8 of 8 logins left today.')
  await expectGoodLook(creator.page, 'the login form')
  await screen.logIn(mailOf('app'))
  await creator.shows(title, LOGIN_MS)
  await expect(screen.code).toHaveAttribute('autocomplete', 'one-time-code')
  await screen.give(WRONG_CODE)
  await screen.saysWrong()
  await creator.shows(title)
  await screen.give(`${GOOD_CODE.slice(0, 3)} ${GOOD_CODE.slice(3)}`)
  await isDone(creator)
  expect(await creator.page.content()).not.toContain(GOOD_PASSWORD)
})

test('an e-mail is asked for first, then its code is given', async ({ agency, openCreator, sql }) => {
  await useLoginProvider(sql, agency, 'onlyfanskit')
  const creator = await openCreator()
  const screen = await toForm(creator, sql, agency)
  await expect(creator.main.getByRole('checkbox')).not.toBeChecked()
  await screen.logIn(mailOf('email'))
  await creator.shows('OnlyFans wants to check your e-mail address', LOGIN_MS)
  await screen.button('Send me the code by e-mail').click()
  await expect(creator.main).toContainText('It can take a minute to arrive.')
  await screen.give()
  await isDone(creator)
})

test('the creator joins the team’s login on her own device', async ({
  agency,
  openAs,
  openCreator,
  sql,
  watch,
}) => {
  test.setTimeout(150_000)
  watch.allow(/status of 40[34]/)
  await useLoginProvider(sql, agency, 'onlyfanskit')
  const page = await openAs('staff')
  const form = new ConnectPage(page, agency)
  await form.visit()
  await form.creator.fill('Jane')
  await form.main.getByRole('button', { name: 'Continue at OnlyFansKit' }).click()
  const session = new SessionPage(page, agency)
  await session.arrive()
  await session.shows('Log in to OnlyFans')
  await session.main.getByRole('button', { name: 'Hand it over' }).click()
  const url = await session.main.getByRole('textbox', { name: 'Link for the creator' }).inputValue()
  await expectGoodLook(page, 'a hand-off')

  const colleague = await openAs('colleague')
  await colleague.goto(url)
  await expect(colleague.getByRole('main')).toContainText('This link is for the creator')

  const creator = await openCreator()
  await creator.page.goto(url)
  await creator.shows(`${agency.name} asks you to go on here`)
  await creator.settled()
  await expectGoodLook(creator.page, 'the page of a hand-off')
  await creator.button('Continue here').click()
  await creator.page.waitForURL('**/connect/attempt')
  await creator.shows('Log in to OnlyFans')
  await creator.settled()
  await expect(session.main).toContainText('Jane has joined on her phone')

  const screen = new LoginScreen(creator.page)
  await screen.logIn(mailOf('sms'))
  await creator.shows('OnlyFans sent you a code by SMS', LOGIN_MS)
  await expect(session.main).toContainText('Waiting for Jane’s SMS code', { timeout: LOGIN_MS })
  await expect(session.main.getByLabel('Code', { exact: true })).toHaveCount(0)
  await screen.give()
  await creator.shows('Your account is connected', LOGIN_MS)
  await session.shows('The account is connected', LOGIN_MS)
  for (const secret of [GOOD_CODE, GOOD_PASSWORD, mailOf('sms')])
    expect(await page.content()).not.toContain(secret)

  const late = await openCreator()
  await late.page.goto(url)
  await late.shows('This link leads no further')
})

test('in Spanish, and without JavaScript', async ({ agency, openCreator, sql }) => {
  await useLoginProvider(sql, agency, 'onlyfanskit')
  const creator = await openCreator({ javaScriptEnabled: false })
  const { page, main } = creator
  const invite = await makeInvite(sql, agency, { language: 'es' })
  await page.goto(invite.path)
  await creator.button('Continuar al inicio de sesión').click()
  await creator.shows('Inicia sesión en OnlyFans')
  await main.getByLabel('Correo de la cuenta de OnlyFans').fill(mailOf('app'))
  await main.getByLabel('Contraseña de la cuenta de OnlyFans').fill(GOOD_PASSWORD)
  await creator.button('Iniciar sesión').click()
  await expect(async () => {
    await page.goto('/connect')
    await creator.shows('Escribe el código de tu aplicación de autenticación', 1_000)
  }).toPass({ timeout: LOGIN_MS })
  expect(await page.content()).not.toContain(GOOD_PASSWORD)
  await main.getByLabel('Código').fill(GOOD_CODE)
  await creator.button('Comprobar el código').click()
  await expect(async () => {
    await page.goto('/connect')
    await creator.shows('¿Es tu cuenta?', 1_000)
  }).toPass({ timeout: LOGIN_MS })
})
