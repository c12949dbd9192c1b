import { accountOf, makeConnection } from '../fixtures/agency'
import { expect, test } from '../fixtures/test'
import { ConnectionPage } from '../pages/connection-page'
import { ListPage } from '../pages/list-page'

test('tags, note and owner are kept by the team', async ({ agency, openAs, sql, who }) => {
  const known = await makeConnection(sql, agency, accountOf('Edda Edit'))
  const connection = new ConnectionPage(await openAs('staff'), agency)
  await connection.visit(known.id)
  const card = connection.card('Tags and note')
  await card.getByLabel('Tags').fill('VIP, weekly report, vip')
  await card.getByLabel('Note').fill('Ask her manager.\nMornings only.')
  await card.getByLabel('Looked after by').selectOption({ label: 'Me' })
  await card.getByRole('button', { name: 'Save' }).click()
  await expect(connection.messages).toContainText('Saved')
  await expect(connection.timeline).toContainText('Details edited')
  await connection.page.reload()
  await expect(card.getByLabel('Tags')).toHaveValue('vip, weekly report')
  await expect(card.getByLabel('Note')).toHaveValue('Ask her manager.\nMornings only.')
  await expect(connection.card('Details')).toContainText((await who('staff')).name)
  const list = new ListPage(connection.page, agency)
  await list.visit('?mine=1&tag=vip')
  await expect(list.row('edda.edit')).toContainText('weekly report')
})

test('what is refused stays in the form, and the reason stands beside it', async ({
  agency,
  openAs,
  sql,
}) => {
  const known = await makeConnection(sql, agency, accountOf('Rea Refused'))
  const connection = new ConnectionPage(await openAs('staff'), agency)
  await connection.visit(known.id)
  const card = connection.card('Tags and note')
  await card.getByLabel('Tags').fill('fine, <script>')
  await card.getByLabel('Note').fill('A long story.')
  await card.getByRole('button', { name: 'Save' }).click()
  await expect(card).toContainText('A tag can hold letters, digits, spaces, dots and dashes.')
  await expect(card.getByLabel('Tags')).toHaveAttribute('aria-invalid', 'true')
  await expect(card.getByLabel('Tags')).toHaveValue('fine, <script>')
  await expect(card.getByLabel('Note')).toHaveValue('A long story.')
  await card.getByLabel('Tags').fill('fine')
  await card.getByRole('button', { name: 'Save' }).click()
  await expect(connection.messages).toContainText('Saved')
})

test('the timeline goes back page by page', async ({ agency, openAs, sql }) => {
  const known = await makeConnection(sql, agency, accountOf('Hilda History'))
  await sql`insert into events (agency_id, connection_id, kind, data, at)
    select ${agency.id}, ${known.id}, 'connection.verified', '{}'::jsonb, now() - n * interval '1 hour'
    from generate_series(1, 60) n`
  const connection = new ConnectionPage(await openAs('staff'), agency)
  await connection.visit(known.id)
  await expect(connection.timeline.locator('ol > li')).toHaveCount(40)
  await connection.timeline.getByRole('link', { name: 'Older' }).click()
  await expect(connection.timeline.locator('ol > li')).toHaveCount(20)
  await connection.timeline.getByRole('link', { name: 'Newest' }).click()
  await expect(connection.timeline.locator('ol > li')).toHaveCount(40)
})

test('data that is not granted says so, the rest is shown', async ({ agency, openAs, sql }) => {
  const known = await makeConnection(
    sql,
    agency,
    accountOf('Penny Partly', { permissions: ['profile:read', 'subscribers:read', 'subscriptions:read'] }),
  )
  const connection = new ConnectionPage(await openAs('staff'), agency)
  await connection.visit(known.id)
  await expect(connection.main).toContainText('Not read yet')
  await connection.verify()
  await connection.hasStatus('Active')
  await expect(connection.card('Earnings')).toContainText('has not granted the permission')
  await expect(connection.card('Profile')).toContainText('Posts')
})
