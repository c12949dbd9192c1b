import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { accountOf, join, makeConnection } from '../fixtures/agency'
import { expectGoodLook } from '../fixtures/look'
import { expect, test } from '../fixtures/test'
import { answered } from '../fixtures/watch'
import { AccountPage, codeOf, forgetSteps } from '../pages/account-page'
import { ConnectionPage } from '../pages/connection-page'
import { SignInPage } from '../pages/sign-in-page'

const enter = async (page: Page, code: string, label = 'Code') => {
  await page.getByLabel(label, { exact: true }).fill(code)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

test('set up, sign in with a code, with a recovery code, and never twice with the same', async ({
  agency,
  openFor,
  people,
  sql,
  watch,
}) => {
  // A page whose sign-in was ended asks once more whether there is something to hear.
  watch.allow(answered(404))
  const person = await people.create('Tova Twofactor')
  await join(sql, agency, person.id, 'staff')
  const page = await openFor(person)
  const account = new AccountPage(page, agency)
  await account.visit()
  await expectGoodLook(page, 'account, off')
  const secret = await account.begin()
  await account.confirm('000000')
  await expect(account.card).toContainText('Enter the six digits that the app shows')
  await expectGoodLook(page, 'setting up, refused')
  const first = codeOf(secret)
  await account.confirm(first)
  const codes = await account.recoveryCodes()
  expect(new Set(codes).size).toBe(10)
  await expectGoodLook(page, 'recovery codes')
  const downloading = page.waitForEvent('download')
  await account.card.getByRole('button', { name: 'Download' }).click()
  const file = await readFile(await (await downloading).path(), 'utf8')
  for (const code of codes) expect(file).toContain(code)
  await account.card.getByRole('button', { name: 'I have kept them' }).click()
  await expect(account.card).toContainText('10 of 10 recovery codes left')
  await expectGoodLook(page, 'account, on')
  await page.reload()
  for (const code of codes) await expect(account.main).not.toContainText(code)
  await account.signOut()

  const form = new SignInPage(page)
  await page.goto(`${agency.path}/connections`)
  await page.waitForURL(/\/sign-in\?next=/)
  await form.signIn(person)
  await page.waitForURL(/\/sign-in\/second-step\?next=/)
  await expectGoodLook(page, 'second step')
  await enter(page, first)
  await expect(form.problem).toContainText('This code is wrong, or it was used before.')
  await expectGoodLook(page, 'second step, refused')
  // The password alone opens nothing.
  await page.goto(`${agency.path}/connections`)
  await page.waitForURL(/\/sign-in\/second-step\?next=/)
  await forgetSteps(sql, person.id)
  const session = async () =>
    (await page.context().cookies()).find((cookie) => cookie.name === 'patchbay-session')?.value
  const before = await session()
  await enter(page, codeOf(secret))
  await page.waitForURL(`**${agency.path}/connections`)
  expect(before).toMatch(/./)
  expect(await session()).not.toBe(before)

  await account.visit()
  await account.signOut()
  await form.open()
  await form.signIn(person)
  await page.getByRole('link', { name: 'Use a recovery code' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Enter a recovery code')
  await expectGoodLook(page, 'second step, by recovery code')
  await enter(page, codes[4]?.toUpperCase().replaceAll('-', ' ') ?? '', 'Recovery code')
  await page.waitForURL(`**${agency.path}`)
  await account.visit()
  await expect(account.card).toContainText('9 of 10 recovery codes left')
  await account.signOut()
  await form.open()
  await form.signIn(person)
  await page.waitForURL('**/sign-in/second-step')
  await enter(page, codes[4] ?? '')
  await expect(form.problem).toContainText('it was used before')
  await page.getByRole('button', { name: 'Sign in as somebody else' }).click()
  await page.waitForURL(/\/sign-in\?said=signed-out$/)
  await expect(form.email).toBeVisible()
})

test('the second step works without JavaScript, and not after ten minutes', async ({
  agency,
  browser,
  openFor,
  people,
  sql,
}) => {
  const person = await people.create('Nora Noscript')
  await join(sql, agency, person.id, 'staff')
  const account = new AccountPage(await openFor(person), agency)
  await account.visit()
  const { secret } = await account.setUp()
  await forgetSteps(sql, person.id)
  const context = await browser.newContext({ javaScriptEnabled: false })
  try {
    const page = await context.newPage()
    const form = new SignInPage(page)
    await page.goto(`${agency.path}/creators`)
    await form.signIn(person)
    await page.waitForURL(/\/sign-in\/second-step\?next=/)
    await enter(page, '000000')
    await expect(form.problem).toContainText('This code is wrong')
    await sql`update sessions set expires_at = now() where user_id = ${person.id} and second_factor_due`
    await enter(page, codeOf(secret))
    await page.waitForURL(/\/sign-in\?said=too-late$/)
    await page.goto(`${agency.path}/creators`)
    await form.signIn(person)
    await enter(page, codeOf(secret))
    await page.waitForURL(`**${agency.path}/creators`)
    await expect(page.getByRole('banner')).toContainText(person.name)
  } finally {
    await context.close()
  }
})

test('a disconnect long after signing in asks who is there, keeps what was typed, and goes on', async ({
  agency,
  openAs,
  sql,
  who,
}) => {
  const known = await makeConnection(sql, agency, accountOf('Stine Stepup'))
  const page = await openAs('owner')
  const person = await who('owner')
  const connection = new ConnectionPage(page, agency)
  await connection.visit(known.id)
  await sql`update sessions set stepped_up_at = now() - interval '11 minutes' where user_id = ${person.id}`
  await connection.disconnect('stine.stepup')
  const asked = page.getByRole('dialog', { name: 'Confirm that it is you' })
  await expect(asked).toBeVisible()
  await expectGoodLook(page, 'step-up')
  const behind = page.getByRole('dialog', { name: 'Disconnect @stine.stepup?', includeHidden: true })
  const typed = behind.getByLabel(/to confirm/)

  await page.keyboard.press('Escape')
  await expect(asked).toHaveCount(0)
  await expect(behind).toBeVisible()
  await expect(typed).toHaveValue('stine.stepup')
  await expect(behind).toContainText('Confirm that it is you, then this goes on.')

  await behind.getByRole('button', { name: 'Disconnect', exact: true }).click()
  await asked.getByLabel('Your password').fill('not-my-password')
  await asked.getByRole('button', { name: 'Go on' }).click()
  await expect(asked).toContainText('This is not your password.')
  await expectGoodLook(page, 'step-up, refused')
  expect((await agency.control.state()).connections).toHaveLength(1)
  await asked.getByRole('button', { name: 'Cancel' }).click()
  await expect(typed).toHaveValue('stine.stepup')

  await behind.getByRole('button', { name: 'Disconnect', exact: true }).click()
  await asked.getByLabel('Your password').fill(person.password)
  await asked.getByRole('button', { name: 'Go on' }).click()
  await connection.hasStatus('Disconnected')
})

test('with two-step sign-in the step-up wants a code; turning it off is one of what asks', async ({
  agency,
  openFor,
  people,
  sql,
}) => {
  const person = await people.create('Tilda Turnoff')
  await join(sql, agency, person.id, 'admin')
  const page = await openFor(person)
  const account = new AccountPage(page, agency)
  await account.visit()
  const { secret } = await account.setUp()
  await forgetSteps(sql, person.id)
  await sql`update sessions set stepped_up_at = now() - interval '11 minutes' where user_id = ${person.id}`
  await account.card.getByRole('button', { name: 'Turn off' }).click()
  await expectGoodLook(page, 'turn off?')
  await account.dialog.getByRole('button', { name: 'Turn off' }).click()
  const asked = page.getByRole('dialog', { name: 'Confirm that it is you' })
  await asked.getByLabel('Code from your authenticator app').fill(person.password)
  await asked.getByRole('button', { name: 'Go on' }).click()
  await expect(asked).toContainText('This code is wrong')
  await expectGoodLook(page, 'step-up by code, refused')
  await asked.getByLabel('Code from your authenticator app').fill(codeOf(secret))
  await asked.getByRole('button', { name: 'Go on' }).click()
  await expect(account.messages).toContainText('Two-step sign-in is off')
  await expect(account.card.getByRole('button', { name: 'Set up two-step sign-in' })).toBeVisible()
})
