import { randomUUID } from 'node:crypto'
import { type Agency, accountOf, makeConnection } from '../fixtures/agency'
import type { Sql } from '../fixtures/database'
import { expect, test } from '../fixtures/test'
import { ListPage } from '../pages/list-page'

/** Rows without an account behind them: enough for pages, and cheap. */
async function fill(sql: Sql, agency: Agency, count: number): Promise<void> {
  const creatorId = randomUUID()
  await sql`insert into creators ${sql({ id: creatorId, agency_id: agency.id, name: 'Crowd' })}`
  await sql`insert into connections (agency_id, creator_id, provider_account_id, provider, provider_connection_id,
      of_user_id, username, display_name, status, status_reason, status_changed_at, last_proven_at, search_text, created_at)
    select ${agency.id}, ${creatorId}, ${agency.accountId}, 'ofauth', 'conn_crowd' || n, (880000000 + n)::text,
      'crowd' || lpad(n::text, 3, '0'), 'Crowd ' || lpad(n::text, 3, '0'), 'active', 'proven', now(),
      now() - n * interval '1 hour', 'crowd ' || lpad(n::text, 3, '0') || ' @crowd' || lpad(n::text, 3, '0'),
      now() - n * interval '1 day'
    from generate_series(1, ${count}) n`
}

test('search by name, @username, reference and ids', async ({ agency, openAs, sql }) => {
  const wanted = await makeConnection(sql, agency, accountOf('Zoë Ångström', { username: 'zoe.angstrom' }))
  await makeConnection(sql, agency, accountOf('Percy Cent', { username: 'percy_100' }))
  await fill(sql, agency, 5)
  const list = new ListPage(await openAs('staff'), agency)
  await list.visit()
  await expect(list.rows).toHaveCount(7)
  const { remote } = wanted
  for (const text of [
    'zoë ång',
    '@zoe.angstrom',
    remote.clientReferenceId ?? '',
    remote.id,
    wanted.id,
    wanted.account.ofUserId,
  ]) {
    await list.search(text)
    await expect(list.page).toHaveURL((url) => url.searchParams.get('q') === text)
    await expect(list.rows).toHaveCount(1)
    await expect(list.row('zoe.angstrom')).toBeVisible()
  }
  // What has a meaning in SQL is a letter like any other here.
  await list.search('percy_1')
  await expect(list.row('percy_100')).toBeVisible()
  await list.search('%')
  await expect(list.main).toContainText('Nothing matches')
  await list.main.getByRole('link', { name: 'Clear all filters' }).click()
  await expect(list.rows).toHaveCount(7)
})

test('filters, order and search are one address that survives a reload', async ({
  agency,
  openAs,
  sql,
  who,
}) => {
  const me = await who('staff')
  const broken = { status: 'needs_reauth', reason: 'provider_expired' }
  await makeConnection(sql, agency, accountOf('Amy Able'), { ...broken, tags: ['vip'], ownerId: me.id })
  await makeConnection(sql, agency, accountOf('Bea Baker'), { ...broken, tags: ['vip'] })
  await makeConnection(sql, agency, accountOf('Cat Cook'), { tags: ['vip'], ownerId: me.id })
  const dee = await makeConnection(sql, agency, accountOf('Dee Dole'), { ownerId: me.id })
  const list = new ListPage(await openAs('staff'), agency)
  await list.visit()
  await list.main.getByLabel('Tag').selectOption('vip')
  await expect(list.rows).toHaveCount(3)
  await list.main.getByLabel('Only mine').check()
  await expect(list.rows).toHaveCount(2)
  await list.tab('Needs reconnect').click()
  await expect(list.rows).toHaveCount(1)
  await list.main.getByLabel('Order').selectOption('broken')
  await expect(list.page).toHaveURL(/sort=broken/)
  const { searchParams } = new URL(list.page.url())
  expect(Object.fromEntries(searchParams)).toEqual({
    status: 'needs_reauth',
    tag: 'vip',
    mine: '1',
    sort: 'broken',
  })
  await list.page.reload()
  await list.settled()
  await expect(list.rows).toHaveCount(1)
  await expect(list.row('amy.able')).toBeVisible()
  await expect(list.main.getByLabel('Tag')).toHaveValue('vip')
  await expect(list.main.getByLabel('Only mine')).toBeChecked()
  await expect(list.main.getByLabel('Order')).toHaveValue('broken')
  await expect(list.tab('Needs reconnect')).toHaveAttribute('aria-current', 'page')
  await list.page.goBack()
  await expect(list.main.getByLabel('Order')).toHaveValue('')

  await list.visit(`?creator=${dee.creatorId}&provider=ofauth`)
  expect(await list.usernames()).toEqual(['dee.dole'])
  await expect(list.main.getByLabel('Creator')).toHaveValue(dee.creatorId)
})

test('each order, and pages by position', async ({ agency, openAs, sql }) => {
  await fill(sql, agency, 55)
  const list = new ListPage(await openAs('staff'), agency)
  for (const [sort, first, last] of [
    ['', 'crowd001', 'crowd055'],
    ['newest', 'crowd001', 'crowd055'],
    ['proven', 'crowd001', 'crowd055'],
  ] as const) {
    await list.visit(sort ? `?sort=${sort}` : '')
    await expect(list.rows).toHaveCount(50)
    const names = await list.usernames()
    expect(names).toHaveLength(50)
    expect(names[0]).toBe(first)
    await expect(list.main).toContainText('50 of 55 connections')
    await list.main.getByRole('link', { name: 'Next page' }).click()
    await expect(list.rows).toHaveCount(5)
    const rest = await list.usernames()
    expect(rest.at(-1)).toBe(last)
    expect(new Set([...names, ...rest]).size).toBe(55)
    // A position is a part of the address too.
    await list.page.reload()
    await expect(list.rows).toHaveCount(5)
    await list.main.getByRole('link', { name: 'First page' }).click()
    await expect(list.rows).toHaveCount(50)
  }
})

test('the counts are those of the rows', async ({ openFor, people }) => {
  const list = new ListPage(await openFor(await people.demo('ana')), { path: '/a/northlight' })
  await list.visit()
  for (const label of [
    'Active',
    'Expiring',
    'Needs reconnect',
    'Awaiting 2FA',
    'Needs review',
    'Disconnected',
  ]) {
    const tab = list.tab(label)
    const count = Number(/(\d+)\s*$/.exec(await tab.innerText())?.[1])
    expect(count).toBeGreaterThan(0)
    await tab.click()
    await expect(tab).toHaveAttribute('aria-current', 'page')
    await expect(list.rows).toHaveCount(count)
    for (const text of await list.rows.allInnerTexts()) expect(text).toContain(label)
  }
})

test('an address that makes no sense shows the list', async ({ agency, openAs, sql }) => {
  await fill(sql, agency, 3)
  const list = new ListPage(await openAs('staff'), agency)
  for (const query of [
    '?status=nonsense&sort=sideways&provider=other&creator=1&mine=maybe',
    '?after=AAAA',
    '?after=WyJuYW1lIixudWxsLDFd',
    '?status=active&status=expiring&q=&tag=',
    `?q=${'x'.repeat(5_000)}`,
    '?q=%00%FF&after=%F0%28%8C%28',
  ]) {
    await list.visit(query)
    await expect(list.main).not.toContainText('went wrong')
  }
  await list.visit('?status=nonsense')
  await expect(list.rows).toHaveCount(3)
})
