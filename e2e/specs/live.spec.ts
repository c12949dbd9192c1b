import type { BrowserContext, Page, Request } from '@playwright/test'
import { hashToken, randomToken } from '../../lib/crypto/random'
import { type Agency, accountOf, type Known, makeConnection } from '../fixtures/agency'
import type { Sql } from '../fixtures/database'
import { environment } from '../fixtures/environment'
import { startSecondWeb } from '../fixtures/second-web'
import { expect, test } from '../fixtures/test'
import { ConnectionPage } from '../pages/connection-page'
import { ConsolePage, hydrated } from '../pages/console-page'

const EVENTS = '**/api/events?**'

/** Opens the creator's own page in a browser as a code would. */
async function openHerPage(sql: Sql, agency: Agency, known: Known, context: BrowserContext): Promise<void> {
  const token = randomToken()
  const base = { agency_id: agency.id, creator_id: known.creatorId }
  await sql`insert into creator_contacts ${sql({
    ...base,
    email: 'lia.live@creators.example',
    of_user_id: known.account.ofUserId,
    language: 'en',
    time_zone: 'UTC',
    confirmed_at: new Date(),
  })}`
  await sql`insert into creator_sessions ${sql({
    ...base,
    token_hash: hashToken('creator-page', token),
    created_at: new Date(),
    expires_at: new Date(Date.now() + 3_600_000),
  })}`
  await context.addCookies([{ name: 'patchbay-creator', value: token, url: environment.baseUrl }])
}

/** Marks a page, so that one can tell afterwards whether it was loaded again. */
const mark = (page: Page) => page.evaluate(() => Reflect.set(window, 'isSamePage', true))
const isSame = (page: Page) => page.evaluate(() => Reflect.get(window, 'isSamePage') === true)

/** Streams that a browser opened and has not closed. */
function openStreams(context: BrowserContext): () => number {
  let open = 0
  const isStream = (url: string) => url.includes('/api/events')
  context.on('request', (request) => {
    if (isStream(request.url())) open += 1
  })
  const over = (request: Request) => {
    if (isStream(request.url())) open -= 1
  }
  context.on('requestfinished', over)
  context.on('requestfailed', over)
  return () => open
}

/** Says to a page that nobody looks at it; headless browsers show all pages at once. */
const hide = (page: Page, hidden: boolean) =>
  page.evaluate((isHidden) => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => isHidden })
    const state = isHidden ? 'hidden' : 'visible'
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state })
    document.dispatchEvent(new Event('visibilitychange'))
  }, hidden)

test('a change at the provider is on every screen by itself, through two web processes', async ({
  agency,
  openAs,
  openFor,
  sql,
}) => {
  test.setTimeout(150_000)
  const known = await makeConnection(sql, agency, accountOf('Lia Live'))
  const second = await startSecondWeb()
  try {
    const staff = new ConnectionPage(await openAs('staff'), agency)
    await staff.visit(known.id)
    await staff.hasStatus('Active')
    const admin = new ConsolePage(await openAs('admin'), agency)
    await admin.page.goto(`${second.origin}${agency.path}/attention`)
    await admin.settled()
    await expect(admin.main).not.toContainText('@lia.live')
    const hers = await openFor(null)
    await openHerPage(sql, agency, known, hers.context())
    await hers.goto(`${second.origin}/connect/mine`)
    await hydrated(hers)
    await expect(hers.getByRole('main')).not.toContainText('Needs you')
    const pages = [staff.page, admin.page, hers]
    for (const page of pages) await mark(page)
    const note = staff.main.getByLabel('Note')
    await note.fill('Typed and not saved yet')

    await agency.control.act(known.remote.id, 'expire')
    const colleague = new ConnectionPage(await openAs('colleague'), agency)
    await colleague.visit(known.id)
    await colleague.verify()

    await staff.hasStatus('Needs reconnect')
    await expect(admin.main).toContainText('@lia.live')
    await expect(admin.page.getByRole('link', { name: /^Needs attention/ }).first()).toContainText('1')
    await expect(hers.getByRole('main')).toContainText('Needs you')
    for (const page of pages) expect(await isSame(page), page.url()).toBe(true)
    await expect(note, 'what was typed stays').toHaveValue('Typed and not saved yet')
    for (const page of [admin.page, hers]) await page.goto('about:blank')
  } finally {
    await second.stop()
  }
})

test('eight tabs share one stream; hidden ones let go, and one that comes back has missed nothing', async ({
  agency,
  openAs,
  sql,
}) => {
  test.setTimeout(150_000)
  const known = await makeConnection(sql, agency, accountOf('Ella Eight'))
  const first = await openAs('staff')
  const context = first.context()
  const open = openStreams(context)
  const tabs = [first]
  while (tabs.length < 8) tabs.push(await context.newPage())
  const path = `${agency.path}/connections/${known.id}`
  for (const tab of tabs) {
    await tab.goto(path)
    await hydrated(tab)
  }
  await expect.poll(open).toBe(1)
  const change = (status: string) =>
    sql`update connections set status = ${status}, status_changed_at = now() where id = ${known.id}`
  await change('expiring')
  for (const tab of tabs) await new ConnectionPage(tab, agency).hasStatus('Expiring')
  expect(open()).toBe(1)

  // The one that leads is among those that are hidden; one is left.
  for (const tab of tabs.slice(0, -1)) await hide(tab, true)
  await expect.poll(open).toBe(1)
  await change('active')
  const last = tabs[7] ?? first
  await new ConnectionPage(last, agency).hasStatus('Active')
  await hide(last, true)
  await expect.poll(open).toBe(0)
  await change('expiring')
  await hide(first, false)
  await new ConnectionPage(first, agency).hasStatus('Expiring')
  await expect.poll(open).toBe(1)
})

test('without a stream a page asks its status route', async ({ agency, openAs, sql, watch }) => {
  watch.allow(/Failed to load resource: net::ERR_FAILED/)
  const page = await openAs('staff')
  await page.route(EVENTS, (route) => route.abort())
  const known = await makeConnection(sql, agency, accountOf('Nell Nostream'))
  const id = crypto.randomUUID()
  await sql`insert into link_sessions ${sql({
    id,
    agency_id: agency.id,
    provider_account_id: agency.accountId,
    provider: 'ofauth',
    mode: 'redirect',
    purpose: 'connect',
    state: 'open',
    creator_id: known.creatorId,
    reference_id: randomToken(),
    idempotency_key: id,
    created_at: new Date(),
    // The sweep must leave it as it is.
    last_checked_at: new Date(Date.now() + 600_000),
    expires_at: new Date(Date.now() + 3_600_000),
    state_changed_at: new Date(),
  })}`
  const console = new ConsolePage(page, agency)
  const asked = page.waitForResponse((response) => response.url().endsWith(`${id}/status`))
  await console.open(`/link-sessions/${id}`)
  await asked
  await mark(page)
  await sql`update link_sessions set state = 'cancelled', state_changed_at = now() where id = ${id}`
  await expect(console.main.getByRole('heading', { level: 2 }).first()).toContainText(/cancelled|stopped/i)
  expect(await isSame(page)).toBe(true)
})
