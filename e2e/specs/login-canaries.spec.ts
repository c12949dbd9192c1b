import type { Page } from '@playwright/test'
import type { Agency } from '../fixtures/agency'
import {
  type Canary,
  dumpDatabase,
  findIn,
  keepAnswers,
  keepStream,
  readLogs,
  readStorage,
} from '../fixtures/canaries'
import type { Sql } from '../fixtures/database'
import { environment } from '../fixtures/environment'
import { liveAttempt, useLoginProvider } from '../fixtures/login'
import { expect, test } from '../fixtures/test'
import { answered } from '../fixtures/watch'
import { listen } from '../fixtures/webhooks'
import { ConnectionPage } from '../pages/connection-page'
import { CreatorPage } from '../pages/creator-page'
import { GOOD_PASSWORD } from '../pages/hosted-page'
import { LOGIN_MS, LoginScreen } from '../pages/login-screen'
import { TeamStage } from '../pages/login-stage'

const PASSWORD = 'canary-login-password-8c1e'
const WRONG_CODE = '731946'
/** Not as a part of a longer number, and not as a fraction of a second. */
const CODE = new RegExp(`(?<![\\d.])${WRONG_CODE}(?!\\d)`)
const mailOf = (tag: string) => `karla+${tag}@creator.sandbox.com`

/** What the sandbox knows of this agency and nobody else may: its keys' common end, attempts, secrets of accounts. */
async function providerSecrets(agency: Agency): Promise<Canary[]> {
  const { onlyfansapi, onlyfanskit } = await agency.control.logins()
  const books = [onlyfansapi, onlyfanskit]
  const accounts = books.flatMap((book) => book.accounts)
  const ids = new Set(accounts.map(({ id }) => id))
  return [
    { name: 'API key', value: agency.control.apiKey.split('_').at(-1) ?? '' },
    ...books
      .flatMap((book) => book.attempts)
      .filter(({ id }) => !ids.has(id))
      .map(({ id }) => ({ name: 'attempt', value: id })),
    ...accounts.flatMap(({ canaries }) =>
      canaries
        ? [
            { name: 'csrf', value: canaries.csrf },
            { name: 'wsAuthToken', value: canaries.wsAuthToken },
          ]
        : [],
    ),
  ]
}

/** A creator joins the team's login on her phone; a wrong password, a face check. @returns what only she may see */
async function handedOver(
  stage: TeamStage,
  colleague: Page,
  agency: Agency,
  creator: CreatorPage,
): Promise<Canary[]> {
  await stage.begin('Karla Canary')
  await stage.press('Hand it over')
  const url = await stage.all.getByRole('textbox', { name: 'Link for the creator' }).inputValue()
  await creator.page.goto(url)
  await creator.settled()
  await creator.button('Continue here').click()
  await creator.page.waitForURL('**/connect/attempt')
  await creator.settled()
  const screen = new LoginScreen(creator.page)
  await screen.logIn(mailOf('face'), PASSWORD)
  await expect(screen.email).toBeEditable({ timeout: LOGIN_MS })
  await screen.logIn(mailOf('face'))
  await creator.shows('OnlyFans asks for a face check', LOGIN_MS)
  // Whole pages, because what a browser fetches in between cannot always be read here.
  await colleague.goto(stage.page.url())
  for (const one of [stage.page, creator.page]) await one.reload()
  const face = await creator.main.getByRole('link', { name: 'Begin the face check' }).getAttribute('href')
  await creator.settled()
  await agency.control.moveAttempt(await liveAttempt(agency, 'onlyfanskit'), 'do-selfie')
  await screen.button('I have done it').click()
  await creator.shows('Your account is connected', LOGIN_MS)
  const cookies = await creator.page.context().cookies(environment.baseUrl)
  return [
    { name: 'token of the hand-off', value: url.split('/').at(-1) ?? '' },
    { name: 'page of the face check', value: (face ?? '').split('/').at(-1) ?? '' },
    ...cookies
      .filter(({ name }) => /^patchbay-(browser|handoff)$/.test(name))
      .map(({ name, value }) => ({ name: `her cookie ${name}`, value })),
  ]
}

/** The team logs in itself: a wrong code, then the right one; the account is read, and a webhook comes. */
async function loggedIn(stage: TeamStage, agency: Agency, sql: Sql): Promise<void> {
  await stage.begin('Karla Code')
  await stage.logIn(mailOf('sms'))
  await stage.give(WRONG_CODE)
  await stage.saysWrong()
  await stage.give()
  await stage.connected('karla')
  const [row] = await sql<{ id: string }[]>`select id from connections
    where agency_id = ${agency.id} and provider = 'onlyfansapi'`
  const connection = new ConnectionPage(stage.page, agency)
  await connection.visit(row?.id ?? '')
  await connection.verify()
  await expect(connection.messages).toContainText('Verified')
}

test('no secret of a login in our own form stands anywhere but where it is given', async ({
  agency,
  openAs,
  openFor,
  sql,
  watch,
}) => {
  test.setTimeout(240_000)
  watch.allow(answered(404))
  const page = await openAs('staff')
  const stage = new TeamStage(page, agency, false)
  const colleague = await openAs('colleague')
  const creator = new CreatorPage(await openFor(null))
  const stream = await keepStream(colleague.context(), `/api/events?agency=${agency.slug}`)
  const toStaff = keepAnswers(page.context())
  const toColleague = keepAnswers(colleague.context())
  const toHer = keepAnswers(creator.page.context())
  const webhookSecret = await listen(sql, agency)
  await agency.control.fireWebhook({ provider: 'ofauth', event: 'connection.updated', how: 'good' })
  await agency.control.fireWebhook({ provider: 'ofauth', event: 'connection.updated', how: 'mis-signed' })

  await useLoginProvider(sql, agency, 'onlyfanskit')
  const hers = await handedOver(stage, colleague, agency, creator)
  await useLoginProvider(sql, agency, 'onlyfansapi')
  await loggedIn(stage, agency, sql)
  await sql`update provider_accounts set enabled = provider = 'ofauth',
    allowed_modes = case when provider = 'ofauth' then '{whitelabel}' else allowed_modes end
    where agency_id = ${agency.id}`
  await agency.control.switches({ rawSession: true })
  await stage.begin('Karla White')
  await stage.logIn('karla.white@creator.sandbox.com')
  await stage.connected('karla.white')
  const admin = await openAs('admin')
  const toAdmin = keepAnswers(admin.context())
  for (const path of ['/settings/webhooks', '/settings/providers', '/connections', ''])
    await admin.goto(`${agency.path}${path}`)
  await agency.control.webhooksSettled()

  const everywhere: Canary[] = [
    { name: 'password', value: PASSWORD },
    { name: 'webhook secret', value: webhookSecret.replace('whsec_', '') },
    ...(await providerSecrets(agency)),
  ]
  const named = new Set([...everywhere, ...hers].map(({ name }) => name))
  for (const name of [
    'attempt',
    'csrf',
    'wsAuthToken',
    'page of the face check',
    'her cookie patchbay-handoff',
  ])
    expect(named).toContain(name)
  for (const { name, value } of [...everywhere, ...hers])
    expect(value.length, name).toBeGreaterThanOrEqual(12)
  const all = [...everywhere, ...hers]

  await test.step('logs, rows, jobs', async () => {
    for (const { name, text } of [...readLogs(), ...(await dumpDatabase(sql))]) {
      expect.soft(findIn(text, all), name).toEqual([])
      expect.soft(text, name).not.toMatch(CODE)
      expect.soft(text.includes(GOOD_PASSWORD), `the right password in ${name}`).toBe(false)
    }
  })

  await test.step('streams, pages, answers', async () => {
    const streamed = await stream()
    expect(streamed).toContain('link_session:')
    expect(findIn(streamed, all)).toEqual([])
    expect(streamed).not.toMatch(CODE)
    const token = hers[0]?.value ?? ''
    for (const { name, text } of (await Promise.all([toStaff(), toColleague(), toAdmin()])).flat()) {
      // The answer that hands the link over is the one place where the team is shown it.
      const handsOver = name.startsWith('POST ') && text.includes(`/connect/h/${token}`)
      const secrets = handsOver ? all.filter(({ value }) => value !== token) : all
      expect.soft(findIn(text, secrets), name).toEqual([])
      expect.soft(text, name).not.toMatch(CODE)
    }
    const given = await toHer()
    for (const { name, text } of given) expect.soft(findIn(text, everywhere), name).toEqual([])
    expect(given.some(({ text }) => text.includes(hers[1]?.value ?? '-'))).toBe(true)
  })

  await test.step('what scripts can read in the browsers', async () => {
    for (const one of [page, colleague, creator.page]) {
      const text = await readStorage(one)
      expect(findIn(text, all), one.url()).toEqual([])
      expect(text).not.toMatch(CODE)
      expect(text).not.toContain(GOOD_PASSWORD)
    }
  })

  await test.step('what is planted is found', async () => {
    const planted: Canary = { name: 'planted', value: 'planted-canary-of-a-login-2f7d' }
    const has = (text: string) => findIn(text, [planted]).includes('planted')
    await page.evaluate((value) => sessionStorage.setItem('planted', btoa(value)), planted.value)
    expect(has(await readStorage(page))).toBe(true)
    const [row] = await sql<{ id: string }[]>`insert into pgboss.job (name, data)
      values ('system.cleanup', ${sql.json({ planted: planted.value })}) returning id`
    const found = (await dumpDatabase(sql)).filter(({ text }) => has(text))
    await sql`delete from pgboss.job where id = ${row?.id ?? ''}`
    expect(found.some(({ name }) => name.startsWith('pgboss.'))).toBe(true)
    for (const shape of [`ofapi_sandbox_${'a'.repeat(32)}`, `ofk_live_${'b'.repeat(24)}`])
      expect(findIn(`key ${shape}.`, [])).toEqual(['an API key'])
    expect(findIn(`{"csrf":"canary-csrf-412345678"}`, [])).toEqual(['a raw session'])
    expect(`code ${WRONG_CODE}.`).toMatch(CODE)
  })
})
