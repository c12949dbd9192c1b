import { accountOf, makeConnection } from '../fixtures/agency'
import { type Canary, dumpDatabase, findIn, keepAnswers, readLogs } from '../fixtures/canaries'
import { environment } from '../fixtures/environment'
import { runNow } from '../fixtures/jobs'
import { newestSession, startConnect, waitForState } from '../fixtures/link'
import { expect, test } from '../fixtures/test'
import { answered } from '../fixtures/watch'
import { ConnectionPage } from '../pages/connection-page'
import { ConsolePage } from '../pages/console-page'
import { SessionPage } from '../pages/session-page'
import { SignInPage } from '../pages/sign-in-page'

/** What the sandbox puts into a completed status when it is told to give out raw sessions. */
const RAW_SESSION = ['canary-cookie-4d1f', 'canary-x-bc-93ae', 'canary-fp-77c2', 'canary-user-agent-6b0e']
const WRONG_CODE = '908172'
/** Not as a part of a longer number, and not as a fraction of a second. */
const CODE = new RegExp(`(?<![\\d.])${WRONG_CODE}(?!\\d)`)

const part = (text: string | undefined, pattern: RegExp) => pattern.exec(text ?? '')?.[1] ?? ''

test('no secret stands in a log, a row, a page or a browser', async ({
  agency,
  openFor,
  sql,
  watch,
  who,
}) => {
  test.setTimeout(180_000)
  watch.allow(answered(404))
  await agency.control.switches({ rawSession: true })
  const known = await makeConnection(sql, agency, accountOf('Kanaria Known'))
  const person = await who('owner')
  const page = await openFor(null)
  const context = page.context()
  const answers = keepAnswers(context)

  const form = new SignInPage(page)
  await form.open()
  await form.signIn({ email: person.email, password: 'canary-wrong-password-51ab' })
  await expect(form.problem).toBeVisible()
  await form.signIn(person)
  await page.waitForURL((url) => url.pathname.startsWith('/a/'))

  const hosted = await startConnect(page, agency, 'Kanaria New')
  const secret = new URL(page.url()).pathname.slice(1)
  await hosted.login('kanaria.new@creator-otp.sandbox.com', 'canary-of-password-77c0')
  await hosted.login('kanaria.new@creator-otp.sandbox.com')
  await hosted.code(WRONG_CODE)
  await expect(hosted.problem).toBeVisible()
  await hosted.code()
  const session = new SessionPage(page, agency)
  await session.arrive()
  await session.shows('The account is connected')

  // The worker sees the raw session as well.
  await agency.control.switches({ callback: 'drop' })
  const second = await startConnect(page, agency, 'Kanaria Lost')
  await second.login('kanaria.lost@creator.sandbox.com')
  await second.ended('Account connected')
  const lost = await newestSession(sql, agency)
  await runNow('link-sessions.sweep')
  await waitForState(sql, lost.id, 'needs_review')

  const console = new ConsolePage(page, agency)
  for (const path of [
    '',
    '/connections',
    '/connections/new',
    '/attention',
    '/creators',
    '/account',
    `/link-sessions/${lost.id}`,
  ])
    await console.open(path)
  const connection = new ConnectionPage(page, agency)
  await connection.visit(known.id)
  await connection.verify()
  await expect(connection.messages).toContainText('Verified')
  // Failures are where secrets slip into words.
  await agency.control.allow(false)
  await connection.verify()
  await expect(connection.messages).toContainText('API key')
  await page.goto('/sign-in/no-such-page')
  await agency.control.allow(true)

  const cookies = await context.cookies(environment.baseUrl)
  const cookieNamed = (name: string) => cookies.find((cookie) => cookie.name === name)?.value ?? ''
  const inBrowser: Canary[] = [
    { name: 'session cookie', value: cookieNamed('patchbay-session') },
    { name: 'browser cookie', value: cookieNamed('patchbay-browser') },
  ]
  const everywhere: Canary[] = [
    { name: 'API key', value: agency.control.apiKey },
    { name: 'client secret', value: secret },
    { name: 'own password', value: person.password },
    { name: 'own wrong password', value: 'canary-wrong-password-51ab' },
    { name: 'OnlyFans password', value: 'canary-of-password-77c0' },
    ...RAW_SESSION.map((value) => ({ name: `raw session ${value.slice(7, 10)}`, value })),
    { name: 'sign-in secret', value: process.env.AUTH_SECRET ?? '' },
    { name: 'sealing key', value: part(process.env.PATCHBAY_KEYS, /^[^:]+:([^,]+)/) },
    { name: 'database password', value: part(process.env.DATABASE_URL, /:\/\/[^:]+:([^@]+)@/) },
    { name: 'control token', value: environment.controlToken },
  ]
  for (const { name, value } of [...inBrowser, ...everywhere])
    expect(value.length, name).toBeGreaterThanOrEqual(12)

  await test.step('logs', () => {
    const logs = readLogs()
    expect(logs.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['web.log', 'worker.log', 'postgres.log']),
    )
    for (const { name, text } of logs) {
      expect.soft(findIn(text, [...everywhere, ...inBrowser]), name).toEqual([])
      expect.soft(text, name).not.toMatch(CODE)
    }
  })

  await test.step('database', async () => {
    for (const { name, text } of await dumpDatabase(sql)) {
      expect.soft(findIn(text, [...everywhere, ...inBrowser]), name).toEqual([])
      expect.soft(text, name).not.toMatch(CODE)
    }
  })

  await test.step('what was sent to the browser', async () => {
    const sent = await answers()
    expect(sent.length).toBeGreaterThan(20)
    for (const { name, text } of sent) {
      // The answer to the click that leads to the provider holds the address, for this browser alone.
      const leads = name.startsWith('POST ') && text.includes(`${environment.sandboxUrl}/cs_`)
      const secrets = leads ? everywhere.filter((one) => one.name !== 'client secret') : everywhere
      const body = leads ? text.replaceAll(/cs_[a-z0-9]+/g, '') : text
      // Cookies are set in headers; in a body they have no place.
      const inBody = findIn(text.slice(0, text.lastIndexOf('\n')), inBrowser, false)
      expect.soft([...findIn(body, secrets), ...inBody], name).toEqual([])
    }
  })

  await test.step('storage', async () => {
    await console.open()
    const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))
    expect(findIn(stored, [...everywhere, ...inBrowser])).toEqual([])
    // The last is next-auth's own and holds an address of ours.
    const known = ['patchbay-browser', 'patchbay-session', 'authjs.callback-url']
    expect(cookies.map(({ name }) => name).filter((name) => !known.includes(name))).toEqual([])
    for (const { name, value } of cookies) expect(findIn(value, everywhere), name).toEqual([])
    const kept = await page.evaluate(async () => [
      await indexedDB.databases(),
      await caches.keys(),
      (await navigator.serviceWorker.getRegistrations()).length,
    ])
    expect(kept).toEqual([[], [], 0])
  })

  await test.step('the scanner finds what is planted', async () => {
    const planted: Canary = { name: 'planted', value: 'planted-Canary+value/1234' }
    const bytes = Buffer.from(planted.value)
    for (const text of [
      planted.value,
      encodeURIComponent(planted.value),
      bytes.toString('hex'),
      bytes.toString('base64'),
      Buffer.from(`x${planted.value}y`).toString('base64'),
      Buffer.from(`xy${planted.value}z`).toString('base64url'),
    ])
      expect(findIn(`before ${text} after`, [planted]), text).toEqual(['planted'])
    expect(findIn(`key ${agency.control.apiKey}`, [])).toEqual(['an API key'])
    expect(`code ${WRONG_CODE}.`).toMatch(CODE)

    await sql`update connections set note = ${planted.value} where id = ${known.id}`
    const rows = await dumpDatabase(sql)
    expect(
      rows.filter(({ text }) => findIn(text, [planted]).includes('planted')).map(({ name }) => name),
    ).toEqual(['public.connections'])
    const seen = keepAnswers(context)
    await connection.visit(known.id)
    const pages = (await seen()).filter(({ text }) => findIn(text, [planted]).includes('planted'))
    expect(pages.length).toBeGreaterThan(0)
  })
})
