import { makeNotice } from '../fixtures/bulk'
import { test } from '../fixtures/test'
import { ListPage } from '../pages/list-page'

const DIR = ['', 'tmp', 'brief', 'G2'].join('/')

test('shots', async ({ openFor, people, sql, watch }) => {
  watch.allow(/./)
  test.setTimeout(240_000)
  const olivia = await people.demo('olivia')
  const page = await openFor(olivia)
  const list = new ListPage(page, { path: '/a/northlight' })
  const [agency] = await sql`select id from agencies where slug = 'northlight'`
  const broken = await sql`select id, status, status_reason from connections where agency_id = ${String(agency?.id)} and broken_since is not null limit 4`
  const fine = await sql`select id from connections where agency_id = ${String(agency?.id)} and status = 'active' limit 2`
  for (const [i, row] of broken.entries())
    await makeNotice(sql, { id: String(agency?.id) }, row.id, olivia.id, { status: row.status, reason: row.status_reason, at: new Date(Date.now() - i * 4_000_000) })
  for (const [i, row] of fine.entries()) {
    const at = new Date(Date.now() - (i + 1) * 9_000_000)
    await makeNotice(sql, { id: String(agency?.id) }, row.id, olivia.id, { at, closedAt: new Date(at.getTime() + 4_000_000), readAt: at })
    await makeNotice(sql, { id: String(agency?.id) }, row.id, olivia.id, { kind: 'recovered', status: 'active', reason: 'proven', at: new Date(at.getTime() + 4_000_000) })
  }
  const shot = async (name: string) => {
    for (const [w, h] of [[1440, 900], [390, 844]] as const)
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.setViewportSize({ width: w, height: h })
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
        await page.evaluate(() => new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r))))
        await page.screenshot({ path: `${DIR}/p-${name}-${w}-${colorScheme}.png` })
      }
    await page.setViewportSize({ width: 1440, height: 900 })
  }
  await list.visit()
  await shot('list')
  const boxes = list.main.getByRole('checkbox', { name: /^Select / })
  await boxes.nth(3).click()
  await boxes.nth(6).click({ modifiers: ['Shift'] })
  await shot('selected')
  await page.evaluate(() => window.scrollTo(0, 0))
  await list.main.getByRole('checkbox', { name: 'Select all on this page' }).check()
  await shot('page')
  for (const name of ['Ask the creators', 'Tag', 'Assign']) {
    await list.main.getByRole('button', { name, exact: true }).click()
    await list.dialog.waitFor()
    await shot(name.split(' ')[0] ?? '')
    await list.dialog.getByRole('button', { name: 'Cancel' }).click()
    await list.dialog.waitFor({ state: 'detached' })
  }
  await list.main.getByRole('button', { name: 'Ask the creators', exact: true }).click()
  await list.dialog.getByRole('button', { name: 'Make links and mail them' }).click()
  await page.waitForURL(/\/bulk\/[0-9a-f-]{36}$/)
  await shot('job-a')
  await list.main.getByText('Done', { exact: true }).first().waitFor()
  await shot('job')
  await list.open('/bulk')
  await shot('jobs')
  await list.visit()
  await list.main.getByRole('checkbox', { name: 'Select all on this page' }).check()
  await list.main.getByRole('button', { name: 'Verify', exact: true }).click()
  await page.waitForURL(/\/bulk\/[0-9a-f-]{36}$/)
  await list.visit()
  await shot('running')
  await list.open('/notices')
  await shot('notices')
  await list.open('/account')
  await list.page.getByRole('heading', { name: 'When a connection breaks' }).scrollIntoViewIfNeeded()
  await shot('account')
})
