import { join } from '../fixtures/agency'
import { expect, test } from '../fixtures/test'
import { ConsolePage } from '../pages/console-page'
import { SignInPage } from '../pages/sign-in-page'

const NEW_PASSWORD = 'a-brand-new-password'

test('a new password signs every other browser out', async ({ agency, openFor, people, sql }) => {
  const person = await people.create('Petra Password')
  await join(sql, agency, person.id, 'staff')
  const other = await openFor(person)
  const page = await openFor(null)
  await new SignInPage(page).open()
  await new SignInPage(page).signIn(person)
  await page.waitForURL(`**${agency.path}`)
  const account = new ConsolePage(page, agency)
  await account.open('/account')

  const current = account.main.getByLabel('Current password')
  const next = account.main.getByLabel('New password')
  const submit = account.main.getByRole('button', { name: 'Change password' })
  await current.fill('not-my-password')
  await next.fill(NEW_PASSWORD)
  await submit.click()
  await expect(account.main).toContainText('This is not your current password.')
  await expect(next).toHaveValue(NEW_PASSWORD)
  await current.fill(person.password)
  await next.fill(person.password)
  await submit.click()
  await expect(account.main).toContainText('Choose a password that differs')
  await next.fill(NEW_PASSWORD)
  await submit.click()
  await expect(account.messages).toContainText('Password changed')
  await page.reload()
  await expect(account.main.getByRole('heading', { level: 1 })).toHaveText('Account')

  await other.goto(`${agency.path}/connections`)
  await other.waitForURL(/\/sign-in\?next=/)
  const again = new SignInPage(other)
  await again.signIn(person)
  await expect(again.problem).toContainText('E-mail or password is wrong.')
  await again.signIn({ email: person.email, password: NEW_PASSWORD })
  await other.waitForURL(`**${agency.path}/connections`)
})

test('sessions are listed, ended one by one, and all at once', async ({ agency, openFor, people, sql }) => {
  const person = await people.create('Sid Sessions')
  await join(sql, agency, person.id, 'staff')
  const pages = []
  for (let i = 0; i < 3; i += 1) {
    const page = await openFor(null)
    await new SignInPage(page).open()
    await new SignInPage(page).signIn(person)
    await page.waitForURL(`**${agency.path}`)
    pages.push(new ConsolePage(page, agency))
  }
  const [first, second, third] = pages
  if (!first || !second || !third) throw new Error('Three browsers were opened.')
  await first.open('/account')
  const rows = first.main.getByRole('listitem').filter({ hasText: 'last used' })
  await expect(rows).toHaveCount(3)
  await expect(rows.filter({ hasText: 'This browser' })).toHaveCount(1)

  const [newest] = await sql<{ id: string }[]>`
    select id from sessions where user_id = ${person.id} order by created_at desc limit 1`
  const others = rows.filter({ hasNotText: 'This browser' })
  await others
    .first()
    .getByRole('button', { name: /^Sign out/ })
    .click()
  await expect(rows).toHaveCount(2)
  const [ended] = await sql<{ id: string }[]>`
    select id from sessions where user_id = ${person.id} and revoked_at is not null`
  expect(ended?.id, 'the newest of the others stands first').toBe(newest?.id)
  await third.page.goto(`${agency.path}/account`)
  await third.page.waitForURL(/\/sign-in\?next=/)
  await second.open('/account')

  await first.main.getByRole('button', { name: 'Sign out everywhere' }).click()
  await first.dialog.getByRole('button', { name: 'Sign out everywhere' }).click()
  await first.page.waitForURL(/\/sign-in\?said=signed-out-everywhere$/)
  await expect(first.page.getByRole('main')).toContainText(
    'You are signed out, here and in every other browser.',
  )
  await second.page.reload()
  await second.page.waitForURL(/\/sign-in\?next=/)
})

test('signing out ends the session itself, not the cookie alone', async ({
  agency,
  openFor,
  people,
  sql,
}) => {
  const person = await people.create('Olga Out')
  await join(sql, agency, person.id, 'staff')
  const page = await openFor(null)
  await new SignInPage(page).open()
  await new SignInPage(page).signIn(person)
  await page.waitForURL(`**${agency.path}`)
  const cookies = await page.context().cookies()
  const console = new ConsolePage(page, agency)
  await console.settled()
  await page.getByRole('button', { name: person.name }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.waitForURL(/\/sign-in\?said=signed-out$/)
  await page.context().addCookies(cookies)
  await page.goto(`${agency.path}/connections`)
  await page.waitForURL(/\/sign-in\?next=/)
})

test('somebody of two agencies switches between them', async ({ openFor, people }) => {
  const page = await openFor(await people.demo('adam'))
  const console = new ConsolePage(page, { path: '/a/northlight' })
  await console.open()
  await page.getByRole('button', { name: /^Agency: Northlight/ }).click()
  await page.getByRole('menuitem', { name: 'Harbor Talent' }).click()
  await page.waitForURL('**/a/harbor')
  await expect(page.getByRole('button', { name: /^Agency: Harbor/ })).toBeVisible()
})
