import type { Page } from '@playwright/test'
import { type Agency, accountOf } from '../fixtures/agency'
import { test } from '../fixtures/creator-test'
import type { Sql } from '../fixtures/database'
import { environment } from '../fixtures/environment'
import { makeInvite } from '../fixtures/invites'
import { expectGoodLook } from '../fixtures/look'
import { expect } from '../fixtures/test'
import { ConnectPage } from '../pages/connect-page'
import { FrameDialog } from '../pages/frame-dialog'
import { HostedPage } from '../pages/hosted-page'
import { SessionPage } from '../pages/session-page'

test.beforeEach(async ({ agency, sql, watch }) => {
  await sql`update provider_accounts set allowed_modes = '{redirect,embed}' where id = ${agency.accountId}`
  // The sandbox's page puts the cursor into its first field, which a browser refuses to a frame.
  watch.allow(/Blocked autofocusing/)
})

async function begin(page: Page, agency: Agency, name: string) {
  const form = new ConnectPage(page, agency)
  await form.visit()
  await form.creator.fill(name)
  await form.submit.click()
  // The dialog opens by itself and hides what is below it, so the page is known by its address.
  await page.waitForURL(/\/link-sessions\/[0-9a-f-]{36}$/)
  return { session: new SessionPage(page, agency), dialog: new FrameDialog(page) }
}

const stateOf = async (sql: Sql, session: SessionPage) => {
  const [row] = await sql<{ state: string }[]>`select state from link_sessions where id = ${session.id()}`
  return row?.state
}

test('an account is connected in a dialog, without leaving the page', async ({ agency, openAs }) => {
  const { username, name } = accountOf('Dora Dialog')
  const { session, dialog } = await begin(await openAs('staff'), agency, name)
  await dialog.shows()
  await expectGoodLook(session.page, 'the provider’s page in a dialog')
  await dialog.login(`${username}@creator.sandbox.com`)
  await session.shows('The account is connected')
  await expect(session.main).toContainText(`@${username}`)
  await expect(dialog.dialog).toBeHidden()
})

test('nobody but its own frame is listened to', async ({ agency, openAs, sql }) => {
  const { session, dialog } = await begin(await openAs('staff'), agency, accountOf('Sina Spoof').name)
  await dialog.shows()
  const { page } = session
  const calls: string[] = []
  page.on('request', (request) => {
    if (request.headers()['next-action']) calls.push(request.url())
  })
  const address = page.url()
  await page.evaluate((sandbox) => {
    const markup = '<img src=x onerror="window.spoofed = true">'
    const messages = [
      ...['loaded', 'success', 'exit', 'invalid_session', 'sandbox_info', 'close'].map((event) => ({
        type: 'OFAUTH_LINK',
        event,
        metadata: {
          successUrl: 'https://evil.example/',
          redirect: true,
          connection: { id: 'conn_forged', userData: { id: '1', name: markup, username: markup } },
          scenarios: [{ id: markup }],
          step: markup,
          type: markup,
        },
      })),
      { type: 'onlyfansapi.auth.success', payload: { accountId: 'acct_forged' } },
      { type: 'onlyfansapi.auth.failed', payload: { message: markup } },
      'success',
      null,
      { event: 'success' },
    ]
    // From this window, and as if from the provider: neither is the frame.
    for (const data of messages) {
      window.postMessage(data, '*')
      window.dispatchEvent(new MessageEvent('message', { data, origin: sandbox, source: window }))
      window.dispatchEvent(new MessageEvent('message', { data, origin: sandbox }))
    }
    const frame = document.querySelector('iframe')
    for (const origin of ['http://localhost:1234', 'https://evil.ofauth.com', `${sandbox}.evil.example`])
      for (const data of messages)
        window.dispatchEvent(
          new MessageEvent('message', { data, origin, source: frame?.contentWindow ?? null }),
        )
  }, environment.sandboxUrl)
  await expect(dialog.dialog).toBeVisible()
  expect(calls, 'the server was not even asked').toEqual([])
  expect(page.url()).toBe(address)
  expect(await page.evaluate(() => Reflect.get(window, 'spoofed'))).toBeUndefined()
  expect(await stateOf(sql, session)).toBe('open')
})

test('Escape asks the page, which says how far one came', async ({ agency, openAs }) => {
  const { session, dialog } = await begin(await openAs('staff'), agency, accountOf('Esra Escape').name)
  await dialog.shows()
  await dialog.dialog.getByRole('button', { name: 'Close' }).focus()
  await session.page.keyboard.press('Escape')
  await expect(dialog.dialog).toBeHidden()
  await session.shows('The login was cancelled')
})

test('a frame that is blocked leads to the provider’s own page', async ({ agency, openAs, watch }) => {
  watch.allow(/frame-ancestors|Refused to frame|policy violation|ERR_BLOCKED/)
  await agency.control.switches({ embedFrame: 'blocked' })
  const { dialog, session } = await begin(await openAs('staff'), agency, accountOf('Bea Blocked').name)
  await dialog.dialog.getByRole('button', { name: 'Go on at the provider’s page' }).click({ timeout: 20_000 })
  await new HostedPage(session.page).arrive()
})

test('a creator at a desktop connects in a dialog over her page', async ({
  agency,
  openCreator,
  sql,
  who,
}) => {
  const { id: createdBy } = await who('owner')
  const creator = await openCreator()
  await creator.follow(await makeInvite(sql, agency, { createdBy }))
  await creator.button('Continue to OFAuth').click()
  const dialog = new FrameDialog(creator.page)
  await dialog.shows()
  await expectGoodLook(creator.page, 'her dialog')
  await dialog.login('dana.desk@creator.sandbox.com')
  await creator.shows('Is this your account?')
  await expect(creator.main).toContainText('@dana.desk')
  await expect(dialog.dialog).toBeHidden()
})
