import type { Page } from '@playwright/test'
import { type Agency, accountOf, type Known, makeConnection } from '../fixtures/agency'
import { makeBulkJob } from '../fixtures/bulk'
import { makeInvite } from '../fixtures/invites'
import { expectGoodLook } from '../fixtures/look'
import { expect, test } from '../fixtures/test'
import { ListPage } from '../pages/list-page'

/** The list with what is selected in it. */
class SelectingPage extends ListPage {
  get bar() {
    return this.main.getByRole('region', { name: 'Selected connections' })
  }

  box(name: string) {
    return this.main.getByRole('checkbox', { name: `Select ${name}` })
  }

  async press(name: string): Promise<void> {
    await this.bar.getByRole('button', { name, exact: true }).click()
  }

  /** The page of the job that was just started, when all is over. */
  async over(words = 'Done'): Promise<void> {
    await this.page.waitForURL(/\/bulk\/[0-9a-f-]{36}$/)
    await expect(this.main.getByText(words, { exact: true }).first()).toBeVisible({ timeout: 30_000 })
  }

  get results() {
    return this.main.getByRole('list', { name: 'Results' }).getByRole('listitem')
  }

  result(name: string) {
    return this.results.filter({ hasText: name })
  }
}

const open = async (page: Page, agency: Agency, query = '') => {
  const list = new SelectingPage(page, agency)
  await list.visit(query)
  return list
}

const broken = { status: 'needs_reauth', reason: 'provider_expired' }

test('select all that match and verify them: progress, a result per row, the failed ones again', async ({
  agency,
  openAs,
  sql,
}) => {
  for (const name of ['Amy Able', 'Bea Baker', 'Cat Cook'])
    await makeConnection(sql, agency, accountOf(`${name} ${agency.slug}`), { tags: ['shift'] })
  await makeConnection(sql, agency, accountOf(`Dee Dole ${agency.slug}`, { status: 'expired' }), {
    tags: ['shift'],
  })
  await makeConnection(sql, agency, accountOf(`Eve Else ${agency.slug}`))
  // More rows than a page has, so that "all that match" is more than what is shown.
  await sql`insert into connections (agency_id, creator_id, provider_account_id, provider, provider_connection_id,
      of_user_id, username, display_name, status, status_reason, status_changed_at, search_text, tags, ended_at)
    select agency_id, creator_id, provider_account_id, provider, 'gone' || n, 'gone' || n, 'gone' || n, 'Zz ' || n,
      'active', 'proven', now(), 'zz ' || n, array['shift'], null
    from connections, generate_series(1, 50) n where agency_id = ${agency.id} and display_name like 'Eve%'`
  const list = await open(await openAs('staff'), agency, '?tag=shift')
  await expect(list.rows).toHaveCount(50)
  await list.main.getByRole('checkbox', { name: 'Select all on this page' }).check()
  await expect(list.bar).toContainText('50 selected')
  await list.press('Select all 54 that match')
  await expect(list.bar).toContainText('All 54 selected')
  await agency.control.allow(false)
  await list.press('Verify')
  await list.over()
  await expect(list.main).toContainText('54 of 54 are over')
  await expect(list.result('Amy Able')).toContainText('An admin must check it.')
  await agency.control.allow(true)
  await list.main.getByRole('button', { name: 'Try the 54 failed again' }).click()
  await expect(list.result('Amy Able')).toContainText('It works', { timeout: 30_000 })
  await expect(list.result('Dee Dole')).toContainText('needs to be reconnected', { timeout: 30_000 })
  await expect(list.main.getByText('Done', { exact: true }).first()).toBeVisible({ timeout: 30_000 })
  await expect(list.main.getByRole('button', { name: /failed again/ })).toHaveCount(0)
  // The other filter's row was not touched.
  await expect(list.main).not.toContainText('Eve Else')
})

test('select a range with shift, tag it, and the tags are there', async ({ agency, openAs, sql }) => {
  for (const name of ['Ann One', 'Ben Two', 'Cleo Three', 'Dora Four'])
    await makeConnection(sql, agency, accountOf(`${name}`))
  const list = await open(await openAs('staff'), agency)
  await list.box('Ann One').click()
  await list.box('Cleo Three').click({ modifiers: ['Shift'] })
  await expect(list.bar).toContainText('3 selected')
  await expect(list.box('Ben Two')).toBeChecked()
  await list.press('Tag')
  await list.dialog.getByLabel('Add').fill('<')
  await list.dialog.getByRole('button', { name: 'Change the tags' }).click()
  await expect(list.dialog).toContainText('A tag can hold')
  await list.dialog.getByLabel('Add').fill('Night Shift')
  await list.dialog.getByRole('button', { name: 'Change the tags' }).click()
  await list.over()
  await expect(list.results).toHaveCount(3)
  await list.visit('?tag=night+shift')
  expect(await list.usernames()).toEqual(['ann.one', 'ben.two', 'cleo.three'])
  // Escape lets everything go.
  await list.box('Ann One').check()
  await expect(list.bar).toBeVisible()
  await list.page.keyboard.press('Escape')
  await expect(list.bar).toHaveCount(0)
})

test('ask the creators: links are made once, mailed where an address is known, and shown', async ({
  agency,
  openAs,
  sql,
}) => {
  const known = await makeConnection(sql, agency, accountOf('Mia Mailed'), broken)
  await makeConnection(sql, agency, accountOf('Uma Unknown'), broken)
  await makeConnection(sql, agency, accountOf('Wanda Works'))
  const earlier = await makeInvite(sql, agency, { creatorId: known.creatorId, expiresAt: new Date() })
  await sql`update invites set mail_to = ${`mia.${agency.slug}@e2e.example`} where id = ${earlier.id}`
  const list = await open(await openAs('staff'), agency)
  await list.main.getByRole('checkbox', { name: 'Select all on this page' }).check()
  await list.press('Ask the creators')
  await list.dialog.getByRole('button', { name: 'Make links and mail them' }).click()
  await list.over()
  await expect(list.result('Mia Mailed')).toContainText('on its way by mail')
  await expect(list.result('Uma Unknown')).toContainText('no address is known')
  await expect(list.result('Wanda Works')).toContainText('nothing to ask for')
  await list
    .result('Uma Unknown')
    .getByRole('link', { name: /^Show the link/ })
    .click()
  await list.page.waitForURL(/\/invites\/[0-9a-f-]{36}$/)
  const [made] = await sql`select count(*)::int as n from invites
    where agency_id = ${agency.id} and purpose = 'reconnect'`
  expect(made?.n).toBe(2)
})

test('assign is for admins; whoever gets them finds them under "Only mine"', async ({
  agency,
  openAs,
  sql,
  who,
}) => {
  await makeConnection(sql, agency, accountOf('Olga Owned'))
  const staff = await open(await openAs('staff'), agency)
  await staff.box('Olga Owned').check()
  await expect(staff.bar.getByRole('button', { name: 'Verify' })).toBeVisible()
  await expect(staff.bar.getByRole('button', { name: 'Assign' })).toHaveCount(0)
  const { name } = await who('staff')
  const list = await open(await openAs('admin'), agency)
  await list.box('Olga Owned').check()
  await list.press('Assign')
  await list.dialog.getByLabel('Looked after by').selectOption({ label: name })
  await list.dialog.getByRole('button', { name: 'Assign', exact: true }).click()
  await list.over()
  await expect(list.main).toContainText(`Looked after by ${name}`)
  await staff.visit('?mine=1')
  await expect(staff.rows).toHaveCount(1)
})

test('stop: what waits is not done', async ({ agency, openAs, sql, who }) => {
  const known: Known = await makeConnection(sql, agency, accountOf('Stina Stopped'))
  const jobId = await makeBulkJob(sql, agency, known.id, (await who('staff')).id, {
    item: 'waiting',
    result: null,
  })
  const list = new SelectingPage(await openAs('staff'), agency)
  await list.visit()
  await list.main.getByRole('link', { name: 'Follow' }).click()
  await list.page.waitForURL(new RegExp(`/bulk/${jobId}$`))
  await list.main.getByRole('button', { name: 'Stop' }).click()
  await expect(list.result('Stina Stopped')).toContainText('Stopped before its turn.')
  await expect(list.main.getByText('Stopped', { exact: true }).first()).toBeVisible()
  await list.open('/bulk')
  await expect(list.main.getByRole('list', { name: 'Bulk actions' }).getByRole('listitem')).toHaveCount(1)
  const other = new SelectingPage(await openAs('colleague'), agency)
  await other.open(`/bulk/${jobId}`)
  await expect(other.results).toHaveCount(1)
  await expect(other.main.getByRole('button', { name: /again|Stop/ })).toHaveCount(0)
})

test('on a phone: boxes come with Select, a card is its own label', async ({ agency, openAs, sql }) => {
  const page = await openAs('staff')
  await page.setViewportSize({ width: 390, height: 844 })
  for (const name of ['Phoebe Phone', 'Paula Pocket']) await makeConnection(sql, agency, accountOf(name))
  const list = await open(page, agency)
  await expect(list.box('Phoebe Phone')).toBeHidden()
  await list.main.getByRole('button', { name: 'Select', exact: true }).click()
  await list.row('phoebe.phone').click()
  await expect(list.box('Phoebe Phone')).toBeChecked()
  await expect(list.bar).toContainText('1 selected')
  await expect(page).toHaveURL(/\/connections$/)
  await expectGoodLook(page, 'selecting on a phone')
  await list.press('Verify')
  await list.over()
  await expectGoodLook(page, 'a job on a phone')
})

test('how it looks', async ({ agency, openAs, sql, who }) => {
  const known = await makeConnection(sql, agency, accountOf('Lola Looks'), broken)
  const page = await openAs('owner')
  const list = await open(page, agency)
  await list.box('Lola Looks').check()
  await expectGoodLook(page, 'a selection')
  for (const [button, name] of [
    ['Ask the creators', 'Ask the creator to reconnect?'],
    ['Tag', 'Tag 1 connection'],
    ['Assign', 'Assign 1 connection'],
  ] as const) {
    await list.press(button)
    await expect(list.dialog).toContainText(name)
    await expectGoodLook(page, button)
    await list.dialog.getByRole('button', { name: 'Cancel' }).click()
    await expect(list.dialog).toHaveCount(0)
  }
  const { id: me } = await who('owner')
  for (const look of [
    { state: 'running', item: 'waiting', result: null },
    { state: 'done', item: 'failed', result: 'provider_unavailable' },
    { state: 'cancelled', item: 'cancelled', result: 'not_allowed' },
    { kind: 'assign', state: 'done', item: 'skipped', result: 'gone' },
  ]) {
    await list.open(`/bulk/${await makeBulkJob(sql, agency, known.id, me, look)}`)
    await expectGoodLook(page, `job ${look.item}`)
  }
  await list.open('/bulk')
  await expectGoodLook(page, 'jobs')
  await list.visit()
  await expectGoodLook(page, 'list with a running job')
})
