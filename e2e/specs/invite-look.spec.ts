import { randomToken } from '../../lib/crypto/random'
import { type Agency, accountOf, makeConnection } from '../fixtures/agency'
import { type AttemptLook, makeAttempt } from '../fixtures/attempts'
import { findClipped } from '../fixtures/clipped'
import { test } from '../fixtures/creator-test'
import type { Sql } from '../fixtures/database'
import { environment } from '../fixtures/environment'
import { type Invite, makeInvite } from '../fixtures/invites'
import { expectGoodLook, findOverflow } from '../fixtures/look'
import { expect } from '../fixtures/test'
import type { CreatorPage } from '../pages/creator-page'

// Each stands alone, and together they take long.
test.describe.configure({ mode: 'parallel', timeout: 180_000 })

const LONG = 'Maximiliane-Konstantina von und zu Hohenlohe-Langenburg'
const past = () => new Date(Date.now() - 60_000)

type Look = {
  name: string
  invite?: Parameters<typeof makeInvite>[2]
  attempt?: AttemptLook
  /** Opens what is folded. */
  unfold?: boolean
}

/** Every look of the page. */
const LOOKS: Look[] = [
  { name: 'welcome', invite: { expectedUsername: 'a.very.long.username.that.goes.on.and.on' } },
  { name: 'elsewhere', attempt: { state: 'cancelled', code: '2fa', elsewhere: true } },
  { name: 'locked', attempt: { state: 'failed', code: 'account_locked' } },
  { name: 'away', attempt: { state: 'open' } },
  { name: 'taken over', attempt: { state: 'revoked', code: 'taken_over', elsewhere: true } },
  { name: 'checking', attempt: { state: 'verifying' } },
  {
    name: 'review',
    invite: { expectedUsername: 'somebody.else' },
    attempt: { state: 'needs_review' },
    unfold: true,
  },
  { name: 'account', attempt: { state: 'completed' }, unfold: true },
  { name: 'receipt', invite: { maxUses: 3 }, attempt: { state: 'completed', acknowledged: true } },
  { name: 'expired', invite: { expiresAt: past() } },
  { name: 'revoked', invite: { revokedAt: past() } },
  { name: 'used up', invite: { uses: 1 } },
  { name: 'paused', invite: { pausedAt: past() } },
  { name: 'rotated', invite: { rotatedTimes: 1 } },
]

/** Opens one look in a browser that began its attempt. */
async function show(
  { sql, agency, creator }: { sql: Sql; agency: Agency; creator: CreatorPage },
  look: Look,
  language: string,
): Promise<Invite> {
  const account = accountOf(`Look ${look.name} ${agency.slug}`, { name: LONG })
  const known = await makeConnection(sql, agency, account)
  const invite = await makeInvite(sql, agency, { creatorId: known.creatorId, language, ...look.invite })
  const browser = randomToken()
  await creator.page
    .context()
    .addCookies([{ name: 'patchbay-browser', value: browser, url: environment.baseUrl, httpOnly: true }])
  if (look.attempt) await makeAttempt(sql, agency, invite, { ...look.attempt, known, browser })
  await creator.follow(invite)
  if (look.unfold) await creator.main.locator('summary').first().click()
  return invite
}

test('axe finds nothing, in any step and theme', async ({ agency, openCreator, sql }) => {
  const creator = await openCreator({ viewport: { width: 390, height: 844 } })
  for (const look of LOOKS) {
    const invite = await show({ sql, agency, creator }, look, 'en')
    await expectGoodLook(creator.page, look.name)
    const titles = await creator.page.getByRole('heading', { level: 1 }).count()
    expect.soft(titles, look.name).toBe(1)
    expect.soft(await creator.page.title(), look.name).toContain(agency.name)
    expect.soft(await creator.page.content(), look.name).not.toContain(invite.token)
    const small = await creator.main
      .locator('button, summary')
      .evaluateAll((all) =>
        all
          .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 44)
          .map((one) => one.outerHTML),
      )
    expect.soft(small, `${look.name}: easy to hit`).toEqual([])
  }
  await creator.page.goto('/connect/i/nothing')
  await expectGoodLook(creator.page, 'unknown')
})

for (const width of [320, 390, 1440])
  test(`nothing is clipped at ${width} px, in words that are a third longer`, async ({
    agency,
    openCreator,
    sql,
  }) => {
    const creator = await openCreator({
      viewport: { width, height: 800 },
      userAgent:
        'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148',
    })
    await sql`update agencies set name = ${`${LONG} ${agency.slug}`} where id = ${agency.id}`
    for (const look of LOOKS) {
      await show({ sql, agency, creator }, look, 'en-XA')
      await expect(creator.heading).toHaveText(/^\[.* ~\]$/)
      expect.soft(await findOverflow(creator.page), look.name).toBeLessThanOrEqual(0)
      expect.soft(await findClipped(creator.page), look.name).toEqual([])
    }
  })

test('what is clipped is found', async ({ agency, openCreator, sql }) => {
  const creator = await openCreator()
  await creator.follow(await makeInvite(sql, agency))
  await creator.page.evaluate(() => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync('h1 { width: 40px; overflow: hidden; white-space: nowrap }')
    document.adoptedStyleSheets.push(sheet)
  })
  expect((await findClipped(creator.page)).join()).toContain('h1: ')
})
