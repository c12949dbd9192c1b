import { accountOf, makeConnection } from '../fixtures/agency'
import type { Fault } from '../fixtures/control'
import { environment } from '../fixtures/environment'
import { sessionsOf } from '../fixtures/link'
import { expect, test } from '../fixtures/test'
import { ConnectPage } from '../pages/connect-page'
import { ConnectionPage } from '../pages/connection-page'
import { HostedPage } from '../pages/hosted-page'
import { ListPage } from '../pages/list-page'

const INIT = { method: 'POST', path: '/v2/link/init' }

async function fillIn(form: ConnectPage) {
  await form.visit()
  await form.creator.fill('Kira Kept')
  await form.country.selectOption('DE')
  await form.main.getByLabel('City').fill('Köln')
  await form.note.fill('Two lines\nof a note.')
}

async function expectKept(form: ConnectPage) {
  await expect(form.creator).toHaveValue('Kira Kept')
  await expect(form.country).toHaveValue('DE')
  await expect(form.main.getByLabel('City')).toHaveValue('Köln')
  await expect(form.note).toHaveValue('Two lines\nof a note.')
}

test.describe('no session can be opened', () => {
  const cases: [name: string, fault: Fault, words: string][] = [
    ['down', { kind: 'status', status: 503 }, 'does not answer at the moment'],
    ['HTML', { kind: 'html', status: 502 }, 'does not answer at the moment'],
    ['HTML that says 200', { kind: 'html', status: 200 }, 'makes no sense'],
    ['reset', { kind: 'reset' }, 'does not answer at the moment'],
    ['cut off', { kind: 'truncated' }, 'does not answer at the moment'],
    ['nonsense', { kind: 'json', status: 200, body: { mode: 'hosted' } }, 'makes no sense'],
    ['too many calls', { kind: 'status', status: 429, headers: { 'retry-after': '30' } }, 'slow down'],
  ]
  for (const [name, fault, words] of cases)
    test(`${name}: the form keeps what was typed, says why, and works again`, async ({
      agency,
      openAs,
      sql,
    }) => {
      await agency.control.fault(fault, INIT)
      const form = new ConnectPage(await openAs('staff'), agency)
      await fillIn(form)
      await form.submit.click()
      await expect(form.problem).toContainText(words)
      await expect(form.problem).toContainText(/Reference [0-9a-f]{8}/)
      await expectKept(form)
      // Never a second time by itself: the first may have had an effect.
      expect(await agency.control.calls(INIT)).toHaveLength(1)

      await form.submit.click()
      await new HostedPage(form.page).arrive()
      const [again, failed] = await sessionsOf(sql, agency)
      expect(again?.state).toBe('open')
      expect(failed?.state).toBe('failed')
    })
})

test('a slow provider: the button says so, and one click is enough', async ({ agency, openAs }) => {
  await agency.control.fault({ kind: 'delay', ms: 2_500 }, INIT)
  const form = new ConnectPage(await openAs('staff'), agency)
  await fillIn(form)
  await form.submit.click()
  await expect(form.main).toContainText('Starting a session…')
  await expect(form.submit).toBeDisabled()
  await new HostedPage(form.page).arrive()
  expect(await agency.control.calls(INIT)).toHaveLength(1)
})

test('the plan allows no more sessions', async ({ agency, openAs }) => {
  await agency.control.switches({ sessionLimit: 0 })
  const form = new ConnectPage(await openAs('staff'), agency)
  await fillIn(form)
  await form.submit.click()
  await expect(form.problem).toContainText('allows no more connections')
  await expectKept(form)
})

test('a refused API key is a banner, and no connection changes', async ({ agency, openAs, sql }) => {
  const known = await makeConnection(sql, agency, accountOf('Kai Key'))
  const statuses = () =>
    sql`select id, status, status_reason, status_changed_at from connections where agency_id = ${agency.id}`
  const before = await statuses()
  await agency.control.allow(false)
  const page = await openAs('admin')
  const connection = new ConnectionPage(page, agency)
  await connection.visit(known.id)
  await connection.verify()
  await expect(connection.messages).toContainText('refuses this agency’s API key')
  await expect(connection.main.getByRole('alert')).toContainText('OFAuth refuses this agency’s API key')
  await connection.hasStatus('Active')

  const form = new ConnectPage(page, agency)
  await fillIn(form)
  await form.submit.click()
  await expect(form.main.getByRole('alert').filter({ hasText: 'Reference' })).toContainText(
    'refuses this agency’s API key',
  )
  await expectKept(form)
  expect(await statuses()).toEqual(before)

  await agency.control.allow(true)
  await connection.visit(known.id)
  await connection.verify()
  await expect(connection.messages).toContainText('Verified with the provider')
  await expect(connection.main.getByRole('alert')).toHaveCount(0)
})

test('a callback address that the provider does not know is shown to be added', async ({
  agency,
  openAs,
}) => {
  const address = `${environment.baseUrl}/api/link/callback/ofauth`
  await agency.control.fault(
    {
      kind: 'json',
      status: 400,
      body: { error: `Link is misconfigured: ${address} is not an allowed redirect URI of the client app.` },
    },
    INIT,
  )
  const page = await openAs('admin')
  const form = new ConnectPage(page, agency)
  await fillIn(form)
  await form.submit.click()
  await expect(form.problem.filter({ hasText: 'Reference' })).toBeVisible()
  await expectKept(form)
  await form.open()
  await expect(form.main.getByRole('alert')).toContainText('does not know our callback address')
  await expect(form.main.getByRole('alert')).toContainText(address)
  await form.start('Kira Kept')
  await new HostedPage(page).arrive()
  await form.open()
  await expect(form.main.getByRole('alert')).toHaveCount(0)
})

test('a check that the provider does not answer changes no status', async ({ agency, openAs, sql }) => {
  const known = await makeConnection(sql, agency, accountOf('Una Unasked'))
  await agency.control.fault({ kind: 'status', status: 503 }, { path: '/v2/access' }, 1_000)
  const connection = new ConnectionPage(await openAs('staff'), agency)
  await connection.visit(known.id)
  await connection.verify()
  await expect(connection.messages).toContainText('does not answer at the moment')
  await connection.hasStatus('Active')
  await expect(connection.timeline).toContainText('Could not be checked')
  await expect(
    connection.main.getByRole('status').filter({ hasText: 'OFAuth does not answer' }),
  ).toBeVisible()
})

for (const [action, label] of [
  ['revoke', 'Login ended'],
  ['sign-out', 'Signed out'],
] as const)
  test(`verify now finds it: ${label}`, async ({ agency, openAs, sql }) => {
    const known = await makeConnection(sql, agency, accountOf('Vic Verified'))
    await agency.control.act(known.remote.id, action)
    const page = await openAs('staff')
    const connection = new ConnectionPage(page, agency)
    await connection.visit(known.id)
    await connection.verify()
    await connection.hasStatus('Needs reconnect')
    await connection.hasStatus(label)
    const list = new ListPage(page, agency)
    await list.visit('?status=needs_reauth')
    await expect(list.row('vic.verified')).toContainText('Creator')
  })
