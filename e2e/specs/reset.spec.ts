import { join } from '../fixtures/agency'
import { environment } from '../fixtures/environment'
import { expectGoodLook } from '../fixtures/look'
import { expect, test } from '../fixtures/test'
import { AccountPage } from '../pages/account-page'
import { ConsolePage } from '../pages/console-page'
import { SignInPage } from '../pages/sign-in-page'

const NEW = 'a-brand-new-password'

test('an admin hands a reset link to somebody who lost password and phone', async ({
  agency,
  openAs,
  openFor,
  people,
  sql,
  who,
}) => {
  const person = await people.create('Lotte Lost')
  await join(sql, agency, person.id, 'staff')
  const hers = new AccountPage(await openFor(person), agency)
  await hers.visit()
  await hers.setUp()

  const page = await openAs('admin')
  const { id: adminId } = await who('admin')
  const team = new ConsolePage(page, agency)
  await team.open(`/team/${person.id}`)
  await sql`update sessions set stepped_up_at = now() - interval '11 minutes' where user_id = ${adminId}`
  await team.main.getByRole('button', { name: 'Reset sign-in' }).click()
  await team.dialog.getByLabel(/Turn two-step sign-in off/).check()
  await expectGoodLook(page, 'reset?')
  await team.dialog.getByRole('button', { name: 'Make the link' }).click()
  const asked = page.getByRole('dialog', { name: 'Confirm that it is you' })
  await asked.getByLabel('Your password').fill((await who('admin')).password)
  await asked.getByRole('button', { name: 'Go on' }).click()
  const url = await team.dialog.getByLabel('Reset link').inputValue()
  expect(url).toMatch(new RegExp(`^${environment.baseUrl}/reset/[\\w-]{43}$`))
  await team.dialog.getByRole('button', { name: /^Mail it to/ }).click()
  await expect(team.dialog).toContainText(`Sent: ${person.email}`)
  await expectGoodLook(page, 'reset link')

  // Scanners and previews do no harm.
  const scanner = await openFor(null)
  for (let i = 0; i < 20; i += 1) {
    const answer = await scanner.request.fetch(url, { method: i % 2 ? 'HEAD' : 'GET', maxRedirects: 0 })
    expect([answer.status(), answer.headers().location]).toEqual([303, '/reset'])
    expect(answer.headers()['cache-control']).toContain('no-store')
    expect(answer.headers()['referrer-policy']).toBe('no-referrer')
  }

  const other = await openFor(null)
  await other.goto(url)
  await other.waitForURL('**/reset')
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('Set a new password')
  await expect(other.getByRole('main')).toContainText(person.email)
  await expectGoodLook(other, 'reset')
  await hers.page.goto(`${agency.path}/creators`)
  await expect(hers.main).toBeVisible()
  await other.getByLabel('New password').fill(NEW)
  await other.getByRole('button', { name: 'Set the new password' }).click()
  await other.waitForURL(/\/sign-in\?said=password-reset$/)
  await expect(other.getByRole('main')).toContainText('Your new password is set')

  await hers.page.goto(`${agency.path}/creators`)
  await hers.page.waitForURL(/\/sign-in\?next=/)
  const form = new SignInPage(other)
  await form.signIn(person)
  await expect(form.problem).toContainText('E-mail or password is wrong.')
  await form.signIn({ email: person.email, password: NEW })
  await other.waitForURL(`**${agency.path}`)

  await scanner.goto(url)
  await expect(scanner.getByRole('heading', { level: 1 })).toHaveText('This link was used')
  await expect(scanner.getByRole('main')).not.toContainText(person.email)
  await expectGoodLook(scanner, 'reset, used')
})

test('links that ended say why, and name nobody', async ({ agency, openAs, openFor, people, sql }) => {
  const person = await people.create('Edda Ended')
  await join(sql, agency, person.id, 'staff')
  const page = await openAs('owner')
  const team = new ConsolePage(page, agency)
  const make = async () => {
    await team.open(`/team/${person.id}`)
    await team.main.getByRole('button', { name: 'Reset sign-in' }).click()
    await team.dialog.getByRole('button', { name: 'Make the link' }).click()
    return team.dialog.getByLabel('Reset link').inputValue()
  }
  const first = await make()
  const second = await make()
  const other = await openFor(null)
  const says = async (url: string, title: string) => {
    await other.goto(url)
    await expect(other.getByRole('heading', { level: 1 })).toHaveText(title)
    await expect(other.getByRole('main')).not.toContainText(person.email)
  }
  await says(first, 'This link was withdrawn')
  await says(`${environment.baseUrl}/reset/${'x'.repeat(43)}`, 'This link is not valid')
  await says(`${environment.baseUrl}/reset/%3Cscript%3E`, 'This link is not valid')
  await sql`update password_resets set expires_at = now() where agency_id = ${agency.id} and revoked_at is null`
  await says(second, 'This link has expired')
  await expectGoodLook(other, 'reset, expired')
})
