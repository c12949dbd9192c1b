import { newestSession, startConnect } from '../fixtures/link'
import { expect, test } from '../fixtures/test'
import { answered } from '../fixtures/watch'
import { ConnectPage } from '../pages/connect-page'
import { HostedPage } from '../pages/hosted-page'
import { SessionPage } from '../pages/session-page'

test.describe('cancelled', () => {
  for (const [step, words] of [
    ['consent', 'before logging in'],
    ['login', 'on the login form'],
    ['code', 'when the second factor was asked for'],
  ] as const)
    test(`at the ${step}`, async ({ agency, openAs, sql }) => {
      const page = await openAs('staff')
      const hosted = new HostedPage(page)
      await new ConnectPage(page, agency).start('Cora Cancel')
      await hosted.arrive()
      if (step !== 'consent') await hosted.consent()
      if (step === 'code') await hosted.login('cora@creator-otp.sandbox.com')
      await hosted.cancel()
      const session = new SessionPage(page, agency)
      await session.arrive()
      await session.shows('The login was cancelled')
      await expect(session.main).toContainText(words)
      await expect(session.main).toContainText('Nothing was connected')
      expect(await newestSession(sql, agency)).toMatchObject({ state: 'cancelled' })
      await session.main.getByRole('link', { name: 'Start again' }).click()
      await expect(new ConnectPage(page, agency).creator).toHaveValue('Cora Cancel')
    })

  test('when access was refused after the login', async ({ agency, openAs }) => {
    const page = await openAs('staff')
    const hosted = await startConnect(page, agency, 'Dana Denied')
    await hosted.login('dana@denied.sandbox.com')
    const session = new SessionPage(page, agency)
    await session.arrive()
    await session.shows('The login was cancelled')
    await expect(session.main).toContainText('when access was to be granted')
  })

  test('and finished after all with the back button', async ({ agency, openAs }) => {
    const page = await openAs('staff')
    const hosted = await startConnect(page, agency, 'Rita Return')
    await hosted.cancel()
    const session = new SessionPage(page, agency)
    const id = await session.arrive()
    await session.shows('The login was cancelled')
    const secret = (await agency.control.state()).sessions[0]?.clientSecret ?? ''
    await page.goto(`${process.env.SANDBOX_URL}/${secret}`)
    await hosted.login('rita.return@creator.sandbox.com')
    expect(await session.arrive()).toBe(id)
    await session.shows('The account is connected')
  })
})

test.describe('failed', () => {
  test('the account is locked', async ({ agency, openAs }) => {
    const page = await openAs('staff')
    const hosted = await startConnect(page, agency, 'Lola Locked')
    await hosted.login('lola@locked.sandbox.com')
    const session = new SessionPage(page, agency)
    await session.arrive()
    await session.shows('It did not work')
    await expect(session.main).toContainText('OnlyFans has locked this account')
    await expect(session.main).toContainText('Do not try again now')
  })

  test('too many wrong passwords', async ({ agency, openAs }) => {
    const page = await openAs('staff')
    const hosted = await startConnect(page, agency, 'Wanda Wrong')
    for (const left of ['4 tries left', '3 tries left', '2 tries left', '1 try left']) {
      await hosted.login('wanda@creator.sandbox.com', 'not-this-one')
      await expect(hosted.problem).toContainText(left)
    }
    await hosted.login('wanda@creator.sandbox.com', 'not-this-one')
    const session = new SessionPage(page, agency)
    await session.arrive()
    await session.shows('It did not work')
    await expect(session.main).toContainText('did not accept the e-mail or password')
  })

  test('too many wrong codes', async ({ agency, openAs }) => {
    const page = await openAs('staff')
    const hosted = await startConnect(page, agency, 'Cody Wrong')
    await hosted.login('cody@creator-otp.sandbox.com')
    for (const code of ['000000', '111111']) {
      await hosted.code(code)
      await expect(hosted.problem).toContainText('not right')
    }
    await hosted.code('222222')
    const session = new SessionPage(page, agency)
    await session.arrive()
    await session.shows('It did not work')
    await expect(session.main).toContainText('The second factor failed too often')
  })

  test('an error of the provider after a good login', async ({ agency, openAs }) => {
    const page = await openAs('staff')
    const hosted = await startConnect(page, agency, 'Petra Provider')
    await hosted.login('petra@provider-error.sandbox.com')
    const session = new SessionPage(page, agency)
    await session.arrive()
    await session.shows('It did not work')
    await expect(session.main).toContainText('could not finish the login')
    // The provider's own code is never repeated.
    await expect(session.main).not.toContainText('provider_error')
  })

  test('the provider session ran out', async ({ agency, openAs, sql }) => {
    const page = await openAs('staff')
    await startConnect(page, agency, 'Tara Timeout')
    const row = await newestSession(sql, agency)
    await page.goto(
      `/api/link/callback/ofauth?status=error&error_code=session_expired&client_reference_id=${row.reference_id}`,
    )
    const session = new SessionPage(page, agency)
    expect(await session.arrive()).toBe(row.id)
    await session.shows('The session ran out of time')
    await expect(session.main.getByRole('link', { name: 'Start again' })).toBeVisible()
  })
})

test.describe('connected', () => {
  test('after a wrong password and a wrong code', async ({ agency, openAs }) => {
    const page = await openAs('staff')
    const hosted = await startConnect(page, agency, 'Nora Nearly')
    await hosted.login('nora.nearly@creator-otp.sandbox.com', 'not-this-one')
    await expect(hosted.problem).toContainText('4 tries left')
    await hosted.login('nora.nearly@creator-otp.sandbox.com')
    await hosted.code('999999')
    await expect(hosted.problem).toContainText('not right')
    await hosted.code()
    const session = new SessionPage(page, agency)
    await session.arrive()
    await session.shows('The account is connected')
  })

  test('with a text message that is sent again', async ({ agency, openAs }) => {
    const page = await openAs('staff')
    const hosted = await startConnect(page, agency, 'Sara Sms')
    await hosted.login('sara.sms@creator-sms.sandbox.com')
    await expect(page.getByText(/number ending in \d{4}/)).toBeVisible()
    await hosted.sendAgain()
    await expect(page.getByRole('status')).toContainText('A new code is on its way')
    await hosted.code()
    const session = new SessionPage(page, agency)
    await session.arrive()
    await session.shows('The account is connected')
  })

  test('after a login that takes its time', async ({ agency, openAs }) => {
    const page = await openAs('staff')
    const hosted = await startConnect(page, agency, 'Slava Slow')
    await hosted.login('slava.slow@slow.sandbox.com')
    await expect(page.getByRole('heading', { name: 'Signing in…' })).toBeVisible()
    const session = new SessionPage(page, agency)
    await page.waitForURL(/\/link-sessions\//, { timeout: 20_000 })
    await session.arrive()
    await session.shows('The account is connected')
  })

  test('although the provider refuses the status of hosted sessions', async ({ agency, openAs }) => {
    await agency.control.switches({ hostedStatus: 'refused' })
    const page = await openAs('staff')
    const hosted = await startConnect(page, agency, 'Hedi Hidden')
    await hosted.login('hedi.hidden@creator.sandbox.com')
    const session = new SessionPage(page, agency)
    await session.arrive()
    await session.shows('The account is connected')
  })
})

test('a session of another agency, or none, has no page', async ({ agency, openAs, watch }) => {
  watch.allow(answered(404))
  const page = await openAs('staff')
  for (const id of ['00000000-0000-4000-8000-000000000000', 'nonsense']) {
    const response = await page.goto(`${agency.path}/link-sessions/${id}`)
    expect(response?.status()).toBe(404)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  }
})
