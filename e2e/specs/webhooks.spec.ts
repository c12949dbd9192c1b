import { randomBytes, randomUUID } from 'node:crypto'
import { seal } from '../../lib/crypto/seal'
import { type Agency, accountOf, makeConnection } from '../fixtures/agency'
import type { Sql } from '../fixtures/database'
import { environment } from '../fixtures/environment'
import { secondLook } from '../fixtures/jobs'
import { expectGoodLook } from '../fixtures/look'
import { expect, test } from '../fixtures/test'
import { ConnectionPage } from '../pages/connection-page'
import { ConsolePage } from '../pages/console-page'

/** The same signing secret on both sides: sealed in our books, and at the sandbox. */
async function listen(sql: Sql, agency: Agency): Promise<void> {
  const secret = `whsec_${randomBytes(24).toString('base64')}`
  const [first = ''] = environment.keys.split(',')
  const [kid = '', encoded = ''] = first.split(/:(.*)/s)
  const id = randomUUID()
  const place = { table: 'webhook_secrets', column: 'secret_sealed', agencyId: agency.id, rowId: id }
  await sql`insert into webhook_secrets ${sql({
    id,
    agency_id: agency.id,
    provider_account_id: agency.accountId,
    secret_sealed: seal([{ id: kid, key: Buffer.from(encoded, 'base64') }], place, secret),
    hint: secret.slice(-4),
    created_at: new Date(),
  })}`
  await sql`update provider_accounts set webhook_scheme = 'ofauth_signature' where id = ${agency.accountId}`
  await agency.control.webhooks({
    provider: 'ofauth',
    url: `${environment.baseUrl}/api/webhooks/ofauth/${agency.accountId}`,
    secret,
    scheme: 'ofauth_signature',
  })
}

test('an ended login reaches the connection’s page by webhook, after a second look', async ({
  agency,
  openAs,
  sql,
}) => {
  await listen(sql, agency)
  const known = await makeConnection(sql, agency, accountOf('Wanda Webhook'))
  const connection = new ConnectionPage(await openAs('staff'), agency)
  await connection.visit(known.id)
  await connection.hasStatus('Active')
  // The sandbox sends its webhook by itself, over HTTP.
  await agency.control.act(known.remote.id, 'expire')
  await agency.control.webhooksSettled()
  await secondLook(sql, known.id)
  await expect(async () => {
    await connection.visit(known.id)
    await connection.hasStatus('Needs reconnect', 500)
  }).toPass()
  await expect(connection.timeline).toContainText('The provider sent word of it')
})

test('the page tells what was received, how often, and what was refused and why', async ({
  agency,
  openAs,
  sql,
}) => {
  await listen(sql, agency)
  const known = await makeConnection(sql, agency, accountOf('Willa Webhook'))
  const at = { provider: 'ofauth' as const, connectionId: known.remote.id }
  await agency.control.fireWebhook({ ...at, event: 'connection.updated', how: 'duplicate' })
  await agency.control.webhooksSettled()
  await agency.control.fireWebhook({ ...at, event: 'connection.updated', how: 'mis-signed' })
  const console = new ConsolePage(await openAs('admin'), agency)
  const received = console.main.getByRole('list', { name: 'Received' }).getByRole('listitem')
  const refused = console.main.getByRole('list', { name: 'Refused' }).getByRole('listitem')
  await expect(async () => {
    await console.open('/settings/webhooks')
    await expect(received).toHaveCount(1, { timeout: 500 })
    await expect(received).toContainText('Read again', { timeout: 500 })
    await expect(refused).toContainText('Wrong signature', { timeout: 500 })
  }).toPass()
  await expect(received).toContainText('connection.updated')
  await expect(received).toContainText('1 duplicate')
  await expect(received.getByRole('link', { name: '@willa.webhook' })).toBeVisible()
  await expect(refused).toContainText('Is the secret the one that the provider shows')
  await expectGoodLook(console.page, 'webhooks')
})

test('who may not change the settings is told so', async ({ agency, openAs }) => {
  const console = new ConsolePage(await openAs('staff'), agency)
  await console.open('/settings/webhooks')
  await expect(console.main).toContainText('Owners and admins see what the providers send.')
})
