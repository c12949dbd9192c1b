import { accountOf } from '../fixtures/agency'
import { environment } from '../fixtures/environment'
import { expect, test } from '../fixtures/test'
import { ConnectPage } from '../pages/connect-page'
import { ConnectionPage } from '../pages/connection-page'
import { HostedPage } from '../pages/hosted-page'
import { ListPage } from '../pages/list-page'
import { SessionPage } from '../pages/session-page'
import { SignInPage } from '../pages/sign-in-page'

test('an account is connected, inspected, expires, and is reconnected in place', async ({
  agency,
  openFor,
  who,
}) => {
  test.setTimeout(180_000)
  const { username, name } = accountOf('Ivy Rose')
  const email = `${username}@creator-otp.sandbox.com`
  const page = await openFor(null)
  const list = new ListPage(page, agency)
  const hosted = new HostedPage(page)
  const session = new SessionPage(page, agency)
  const connection = new ConnectionPage(page, agency)

  await test.step('sign in and come to an empty list', async () => {
    await page.goto(`${agency.path}/connections`)
    await page.waitForURL(/\/sign-in\?next=/)
    await new SignInPage(page).signIn(await who('staff'))
    await page.waitForURL(`${environment.baseUrl}${agency.path}/connections`)
    await list.settled()
    await expect(list.main).toContainText('No account is connected yet')
  })

  await test.step('start a Link session', async () => {
    await list.main.getByRole('link', { name: 'Connect an account' }).first().click()
    await page.waitForURL(/\/connections\/new$/)
    const form = new ConnectPage(page, agency)
    await form.settled()
    await form.creator.fill(name)
    await form.country.selectOption('DE')
    await form.note.fill('Prefers mornings.')
    await form.submit.click()
  })

  await test.step('log in with a second factor', async () => {
    await hosted.arrive()
    await expect(page.getByRole('heading', { level: 1 })).toContainText(agency.name)
    await hosted.consent()
    await hosted.login(email)
    await hosted.code()
  })

  const connectionId = await test.step('come back, proven', async () => {
    await session.arrive()
    expect(new URL(page.url()).search).toBe('')
    await session.shows('The account is connected')
    await expect(session.main).toContainText(`@${username}`)
    await list.visit()
    await expect(list.row(username)).toContainText('Active')
    await list.row(username).getByRole('link').first().click()
    await page.waitForURL(/\/connections\/[0-9a-f-]{36}$/)
    return connection.id()
  })

  await test.step('inspect its user data', async () => {
    await connection.hasStatus('Active')
    // The worker reads it right after the connection was made.
    await expect(async () => {
      await page.reload()
      await expect(connection.card('Earnings').getByText('Last 30 days')).toBeVisible({ timeout: 1_000 })
    }).toPass()
    await expect(connection.card('Earnings').locator('svg').first()).toBeVisible()
    await expect(connection.card('Fans')).toContainText('Active fans')
    await expect(connection.card('Profile')).toContainText('Posts')
    await expect(connection.card('What the creator granted')).toContainText('The agency can')
    await expect(connection.timeline).toContainText('Connected')
    await expect(connection.main).toContainText('Prefers mornings.')
  })

  await test.step('it expires at the provider', async () => {
    const people = await page.context().newPage()
    await people.goto(`${environment.sandboxUrl}/accounts?q=${encodeURIComponent(agency.name)}`)
    await people.getByLabel('Find an account').fill(email)
    await people.getByRole('button', { name: 'Find' }).click()
    const box = people.locator('section').filter({ has: people.getByRole('heading', { name: agency.name }) })
    await box.getByRole('button', { name: `Expire: ${name}` }).click()
    await expect(people.getByRole('status')).toContainText(`${name} is expired now`)
    await people.close()
    await connection.visit(connectionId)
    await connection.verify()
    await connection.hasStatus('Needs reconnect')
    await list.visit()
    await expect(list.row(username)).toContainText('Needs reconnect')
  })

  await test.step('reconnect in two clicks, in place', async () => {
    await list
      .row(username)
      .getByRole('button', { name: /^Reconnect/ })
      .click()
    await hosted.arrive()
    await expect(page.getByRole('heading', { level: 1 })).toContainText(`@${username} again`)
    await hosted.consent()
    await hosted.login(email)
    await hosted.code()
    await session.arrive()
    await session.shows('The connection works again')
    await session.openConnection()
    expect(connection.id()).toBe(connectionId)
    await connection.hasStatus('Active')
    await expect(connection.timeline).toContainText('Reconnected in place')
    await expect(connection.main).toContainText('Prefers mornings.')
    await list.visit()
    await expect(list.rows).toHaveCount(1)
    const { connections } = await agency.control.state()
    expect(connections).toHaveLength(1)
  })
})

test('a double click makes one session and one call', async ({ agency, openAs }) => {
  const page = await openAs('staff')
  const form = new ConnectPage(page, agency)
  await form.visit()
  await form.creator.fill('Double Click')
  await form.submit.dblclick()
  await new HostedPage(page).arrive()
  expect(await agency.control.calls({ method: 'POST', path: '/v2/link/init' })).toHaveLength(1)
  expect((await agency.control.state()).sessions).toHaveLength(1)
})
