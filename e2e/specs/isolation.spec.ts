import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures/test'
import { answered } from '../fixtures/watch'

/** What one sees, without the address that one typed oneself. */
async function seen(
  page: Page,
  path: string,
): Promise<{ status: number | undefined; text: string; title: string }> {
  const response = await page.goto(path)
  return {
    status: response?.status(),
    text: await page.locator('body').innerText(),
    title: await page.title(),
  }
}

test('pages of another agency are the same 404 as pages that do not exist', async ({
  openFor,
  people,
  sql,
  watch,
}) => {
  watch.allow(answered(404))
  const [connection] = await sql<{ id: string }[]>`
    select c.id from connections c join agencies a on a.id = c.agency_id where a.slug = 'northlight' limit 1`
  const [session] = await sql<{ id: string }[]>`
    select s.id from link_sessions s join agencies a on a.id = s.agency_id where a.slug = 'northlight' limit 1`
  for (const name of ['hugo', 'hana'] as const) {
    const page = await openFor(await people.demo(name))
    const pages = (slug: string, ids: { connection: string; session: string }) => [
      `/a/${slug}`,
      `/a/${slug}/connections`,
      `/a/${slug}/connections?q=maya`,
      `/a/${slug}/connections/new`,
      `/a/${slug}/connections/${ids.connection}`,
      `/a/${slug}/link-sessions/${ids.session}`,
      `/a/${slug}/link-sessions/${ids.session}/status`,
      `/a/${slug}/attention`,
      `/a/${slug}/creators`,
      `/a/${slug}/account`,
    ]
    const theirs = pages('northlight', { connection: connection?.id ?? '', session: session?.id ?? '' })
    const nobodys = pages('no-such-agency', { connection: randomUUID(), session: randomUUID() })
    for (const [index, path] of theirs.entries()) {
      const foreign = await seen(page, path)
      expect(foreign.status, path).toBe(404)
      expect(foreign.text, path).not.toContain('Northlight')
      expect(foreign).toEqual(await seen(page, nobodys[index] ?? ''))
    }
    // Their ids inside our own agency are nobody's either.
    for (const [kind, id] of [
      ['connections', connection?.id],
      ['link-sessions', session?.id],
    ]) {
      const foreign = await seen(page, `/a/harbor/${kind}/${id}`)
      expect(foreign.status).toBe(404)
      expect(foreign).toEqual(await seen(page, `/a/harbor/${kind}/${randomUUID()}`))
    }
  }
})
