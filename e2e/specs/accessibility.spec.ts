import { accountOf, join, makeAgency, makeConnection } from '../fixtures/agency'
import { expectGoodLook, findOverflow, findViolations } from '../fixtures/look'
import { makeSession, SESSION_LOOKS } from '../fixtures/states'
import { expect, test } from '../fixtures/test'
import { answered } from '../fixtures/watch'
import { ConnectPage } from '../pages/connect-page'
import { ConnectionPage } from '../pages/connection-page'
import { ConsolePage } from '../pages/console-page'
import { SessionPage } from '../pages/session-page'
import { SignInPage } from '../pages/sign-in-page'

const LONG = 'Maximiliane-Konstantina von und zu Hohenlohe-Langenburg-Schillingsfürst the Third of Her Name'

// Each stands alone, and together they take long.
test.describe.configure({ mode: 'parallel', timeout: 180_000 })

test('pages without an agency', async ({ openFor, people, watch }) => {
  watch.allow(answered(404))
  const page = await openFor(null)
  const form = new SignInPage(page)
  await form.open()
  await expectGoodLook(page, 'sign in')
  await form.open('?said=signed-out&next=/a/northlight')
  await form.signIn({ email: 'nobody.looks@e2e.example', password: 'wrong' })
  await expect(form.problem).toBeVisible()
  await expectGoodLook(page, 'sign in, refused')
  for (const path of ['/link/closed', '/no/such/page']) {
    await page.goto(path)
    await expectGoodLook(page, path)
  }
  const nobody = await openFor(await people.create('Nele Nobody'))
  await nobody.goto('/')
  await expect(nobody.getByRole('heading', { level: 1 })).toHaveText('You belong to no agency')
  await expectGoodLook(nobody, 'no agency')
  await nobody.goto('/a/northlight')
  await expectGoodLook(nobody, 'no such agency')
})

test('an agency in full swing', async ({ openFor, people, watch }) => {
  watch.allow(answered(404))
  const console = new ConsolePage(await openFor(await people.demo('adam')), { path: '/a/northlight' })
  for (const path of [
    '',
    '/connections',
    '/connections?status=disconnected&q=a',
    '/connections?q=nothing-like-this',
    '/connections/new',
    '/attention',
    '/creators',
    '/creators?q=nothing-like-this',
    '/account',
    '/connections/nonsense',
  ]) {
    await console.open(path)
    await expectGoodLook(console.page, path || 'home')
  }
})

test('an agency that has just begun', async ({ agency, openAs, sql, who }) => {
  const page = await openAs('owner')
  const console = new ConsolePage(page, agency)
  for (const path of ['', '/connections', '/attention', '/creators']) {
    await console.open(path)
    await expectGoodLook(page, `empty ${path || 'home'}`)
  }
  const keyless = await makeAgency(sql, { withKey: false })
  await join(sql, keyless, (await who('owner')).id, 'owner')
  const first = new ConsolePage(page, keyless)
  await first.open()
  await expect(first.main).toContainText('First steps')
  await expectGoodLook(page, 'first steps')
  await sql`delete from memberships where agency_id = ${keyless.id}`
})

test('a connection in every state, its dialogs and forms', async ({ agency, openAs, sql }) => {
  const states: [status: string, reason: string][] = [
    ['active', 'proven'],
    ['expiring', 'renewal_due'],
    ['needs_reauth', 'session_expired'],
    ['awaiting_2fa', 'provider_awaiting_2fa'],
    ['needs_review', 'other_user'],
    ['disconnected', 'by_team'],
  ]
  const page = await openAs('owner')
  const connection = new ConnectionPage(page, agency)
  for (const [status, reason] of states) {
    const known = await makeConnection(sql, agency, accountOf(`Looks ${status}`), {
      status,
      reason,
      tags: ['vip', 'weekly report'],
      note: 'A note.',
    })
    if (status === 'disconnected') await sql`update connections set ended_at = now() where id = ${known.id}`
    await connection.visit(known.id)
    if (status === 'active') {
      await connection.verify()
      await expect(connection.messages).toContainText('Verified')
      await expect(connection.card('Earnings').locator('svg').first()).toBeVisible()
      await expectGoodLook(page, 'verified, with its message')
      await connection.disconnect('wrong')
      await expect(connection.dialog).toContainText('to confirm.')
      await expectGoodLook(page, 'disconnect, refused')
      await connection.dialog.getByRole('button', { name: 'Keep it' }).click()
      await connection.card('Tags and note').getByLabel('Tags').fill('<')
      await connection.card('Tags and note').getByRole('button', { name: 'Save' }).click()
      await expect(connection.card('Tags and note')).toContainText('A tag can hold')
    }
    await expectGoodLook(page, status)
  }
})

test('a session in every state', async ({ agency, openAs, sql, who }) => {
  const known = await makeConnection(sql, agency, accountOf('Susi Session', { name: LONG }))
  const page = await openAs('staff')
  const session = new SessionPage(page, agency)
  const { id: me } = await who('staff')
  for (const look of SESSION_LOOKS) {
    const id = await makeSession(sql, agency, look, known, me)
    await session.open(`/link-sessions/${id}`)
    await expectGoodLook(page, `session ${look.state} ${look.review ?? look.code ?? ''}`)
    if (look.review === 'other_user_same_id') {
      await session.main.getByRole('button', { name: /^Switch to/ }).click()
      await expect(session.dialog).toBeVisible()
      await expectGoodLook(page, 'a choice that cannot be undone')
    }
    if (look.state === 'open') {
      await session.main.getByRole('button', { name: 'Stop' }).click()
      await expect(session.dialog).toBeVisible()
      await expectGoodLook(page, 'stop?')
    }
  }
})

test('long names, problems of the provider, a refused form, the orphan’s and the takeover’s dialogs', async ({
  agency,
  openAs,
  sql,
  who,
}) => {
  const known = await makeConnection(
    sql,
    agency,
    accountOf('Lang Name', { name: LONG, username: 'a.very.long.username.that.goes.on.and.on.and.on' }),
    { status: 'needs_reauth', reason: 'session_expired', tags: ['a-tag-of-quite-some-length', 'b', 'c'] },
  )
  await sql`insert into orphans ${sql({
    agency_id: agency.id,
    provider_account_id: agency.accountId,
    provider_connection_id: `conn_${'x'.repeat(60)}`,
    of_user_id: '400000001',
    username: 'orphan.with.quite.a.long.username.too',
    display_name: LONG,
    remote_status: 'active',
    first_seen_at: new Date(),
    last_seen_at: new Date(),
  })}`
  await sql`update provider_accounts set key_refused_at = now(), unavailable_since = now(), misconfigured_at = now()
    where id = ${agency.accountId}`
  const page = await openAs('owner')
  const console = new ConsolePage(page, agency)
  for (const path of ['', '/connections', '/creators', `/connections/${known.id}`, '/attention']) {
    await console.open(path)
    await expectGoodLook(page, `long names ${path || 'home'}`)
  }
  await console.main.getByRole('button', { name: /^Adopt/ }).click()
  await expect(console.dialog).toBeVisible()
  await expectGoodLook(page, 'adopt')

  await makeSession(sql, agency, { state: 'open' }, known, (await who('colleague')).id)
  await sql`update link_sessions set connection_id = ${known.id}, purpose = 'reconnect' where agency_id = ${agency.id}`
  await console.open('/connections')
  await console.main.getByRole('button', { name: /^Reconnect/ }).click()
  await expect(console.dialog).toContainText('is reconnecting this account')
  await expectGoodLook(page, 'take over?')

  const form = new ConnectPage(page, agency)
  await form.visit()
  await form.submit.click()
  await expect(form.main).toContainText('Choose a creator, or type the name of a new one.')
  await expectGoodLook(page, 'connect form, refused')
  await form.creator.fill('La')
  await expect(form.main.getByRole('option').first()).toBeVisible()
  await expectGoodLook(page, 'creators to pick')
})

test('what is planted is found', async ({ openFor }) => {
  const page = await openFor(null)
  await page.goto('/sign-in')
  await page.evaluate(() => {
    const text = document.createElement('p')
    text.textContent = 'Hardly to be read'
    text.className = 'planted'
    const sheet = new CSSStyleSheet()
    sheet.replaceSync('.planted { color: #777; background: #888; width: 3000px; }')
    document.adoptedStyleSheets.push(sheet)
    document.querySelector('main')?.append(text, document.createElement('button'))
  })
  for (const scheme of ['light', 'dark'] as const) {
    const found = (await findViolations(page, scheme)).join('\n')
    expect(found).toContain('color-contrast')
    if (scheme === 'light') expect(found).toContain('button-name')
  }
  expect(await findOverflow(page)).toBeGreaterThan(500)
})
