import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { openDb } from '@/db/client'
import { countAttention } from '../attention/count-attention'
import { listProviderProblems } from '../attention/list-problems'
import { diffConnections } from '../connections/diff-connections'
import { connect } from '../testing/flows'
import { forgetJobs, queuedJobs } from '../testing/jobs'
import { accountRow, audited, connectionRow } from '../testing/rows'
import { lookAgain } from '../testing/second-look'
import { bodyOf, bytes, deliver, hand, setUpWebhooks, signed } from '../testing/webhooks'
import { type Agency, makeWorld, type World } from '../testing/world'
import { endWebhookSecret, listWebhookSecrets, setWebhookSecret } from './secrets'

let world: World
let agency: Agency
let secret: string
beforeAll(async () => {
  world = await makeWorld()
})
beforeEach(async () => {
  world.clock.reset()
  agency = await world.newAgency()
  secret = (await setUpWebhooks(agency)).secret
  await forgetJobs(world)
})
afterAll(() => world.close())

const now = () => Math.floor(world.clock.now().getTime() / 1000)
const sign = (raw: Uint8Array, at = now(), by = secret) => ({ 'ofauth-signature': signed(by, raw, at) })
const deliveries = () => world.db.admin`
  select type, kind, duplicates, outcome from webhook_deliveries where agency_id = ${agency.id} order by received_at`
async function refusals(): Promise<Record<string, number>> {
  const rows = await world.db.admin`
    select reason, sum(count)::int as n from webhook_refusals where agency_id = ${agency.id} group by reason`
  return Object.fromEntries(rows.map((row) => [row.reason, row.n]))
}
/** Waits until what a flood left in the process is written, too. */
const settled = (expected: Record<string, number>) =>
  vi.waitFor(async () => expect(await refusals()).toEqual(expected), { timeout: 10_000, interval: 200 })
/** A second in which every signature is made and checked. */
const RAW = bytes(bodyOf({ connectionId: 'conn_abcdef', at: new Date(1_767_225_600_000) }))

describe('a delivery', () => {
  it('is stored once, queues one job, and is counted when it comes again', async () => {
    const raw = bytes(bodyOf({ connectionId: 'conn_abc' }))
    const all = await Promise.all(Array.from({ length: 50 }, () => hand(world, agency, raw, sign(raw))))
    expect(new Set(all)).toEqual(new Set([200]))
    expect(await deliveries()).toEqual([
      { type: 'connection.expired', kind: 'lost', duplicates: 49, outcome: null },
    ])
    expect((await queuedJobs(world)).map((job) => job.name)).toEqual(['webhook.process'])
    expect((await accountRow(world, agency)).lastWebhookAt).not.toBeNull()
    // The same words about another moment are another event.
    const later = bytes(bodyOf({ connectionId: 'conn_abc', at: new Date(Date.now() + 1_000) }))
    expect(await hand(world, agency, later, sign(later))).toBe(200)
    expect(await deliveries()).toHaveLength(2)
  })

  it('of an unknown type is stored as well', async () => {
    expect(await deliver(world, agency, secret, { type: 'rules.updated' })).toBe(200)
    expect(await deliveries()).toMatchObject([{ type: 'rules.updated', kind: 'other' }])
  })

  it('that lost its job gets a new one when it comes again', async () => {
    const facts = { connectionId: 'conn_abc', at: new Date() }
    await deliver(world, agency, secret, facts)
    await forgetJobs(world)
    await deliver(world, agency, secret, facts)
    expect(await queuedJobs(world)).toEqual([])
    world.clock.advance(61_000)
    await deliver(world, agency, secret, facts)
    expect(await queuedJobs(world)).toHaveLength(1)
  })
})

describe('an address', () => {
  it('that leads nowhere answers like a wrong signature', async () => {
    const raw = bytes(bodyOf({}))
    const wrong = sign(raw, now(), 'another secret')
    const unset = await world.newAgency()
    for (const over of [
      { accountId: '00000000-0000-4000-8000-000000000000' },
      { accountId: 'x' },
      { accountId: unset.accountId },
      { provider: 'onlyfansapi' },
      { provider: 'onlyfanskit' },
      { provider: '__proto__' },
      {},
    ]) {
      expect(await hand(world, agency, raw, wrong, over), JSON.stringify(over)).toBe(401)
      expect(await hand(world, agency, raw, {}, over), JSON.stringify(over)).toBe(401)
    }
    expect(await refusals()).toEqual({ wrong_signature: 1, no_signature: 1 })
    const [counted] = await world.db.admin`
      select reason from webhook_refusals where agency_id = ${unset.id}`
    expect(counted?.reason).toBe('not_set_up')
  })

  it('of one agency takes nothing that is signed for another', async () => {
    const other = await world.newAgency()
    const theirs = await setUpWebhooks(other)
    expect(await deliver(world, agency, theirs.secret, { connectionId: 'conn_abc' })).toBe(401)
    expect(await deliver(world, other, secret, { connectionId: 'conn_abc' })).toBe(401)
    expect(await deliveries()).toEqual([])
  })
})

describe('T21: the time of a signature', () => {
  it('may differ by five minutes, both ways, and no more', async () => {
    const answer = (seconds: number) => {
      const raw = bytes(bodyOf({ connectionId: `conn_${seconds + 1_000}` }))
      return hand(world, agency, raw, sign(raw, now() + seconds))
    }
    expect(await answer(-299)).toBe(200)
    expect(await answer(299)).toBe(200)
    expect(await answer(-301)).toBe(400)
    expect(await answer(302)).toBe(400)
    expect(await refusals()).toEqual({ too_old: 1, from_the_future: 1 })
    expect(await deliveries()).toHaveLength(2)
  })

  it('too far off still makes us look, once in half a minute, when the signature is right', async () => {
    const { connectionId } = await connect(world, agency)
    const { providerConnectionId } = await connectionRow(world, connectionId)
    await forgetJobs(world)
    const raw = bytes(bodyOf({ connectionId: providerConnectionId }))
    expect(await hand(world, agency, raw, sign(raw, now() - 600, 'not the secret'))).toBe(401)
    expect(await queuedJobs(world)).toEqual([])
    for (let i = 0; i < 5; i += 1) expect(await hand(world, agency, raw, sign(raw, now() - 600))).toBe(400)
    // One at once, and one when the window is over.
    expect((await queuedJobs(world)).map((job) => job.name)).toEqual([
      'connection.verify',
      'connection.verify',
    ])
    expect(await deliveries()).toEqual([])
  })
})

describe('T21: our own clock, ten minutes wrong', () => {
  const problems = async () => (await listProviderProblems(agency.ctx('staff'))).map((one) => one.problem)
  const answer = (at: number) => {
    const raw = bytes(bodyOf({ connectionId: `conn_${at}` }))
    return hand(world, agency, raw, sign(raw, at))
  }

  it.each([600_000, -600_000])('by %i ms is told to everybody, until one is taken again', async (wrong) => {
    const right = now()
    world.clock.advance(wrong)
    expect(await hand(world, agency, RAW, sign(RAW, right, 'not the secret'))).toBe(401)
    expect(await problems()).toEqual([])
    expect(await answer(right)).toBe(400)
    expect(await problems()).toEqual(['clock'])
    expect(await countAttention(agency.ctx('staff'))).toBe(1)
    const other = await world.newAgency()
    expect(await listProviderProblems(other.ctx('owner'))).toEqual([])
    world.clock.reset()
    expect(await answer(now())).toBe(200)
    expect(await problems()).toEqual([])
    // Beside those that are taken, one that is too old is only a late retry.
    expect(await answer(now() - 400)).toBe(400)
    expect(await problems()).toEqual([])
  })
})

describe('T23, T24: what cannot be read or stored', () => {
  it('too large, too slow, or no JSON', async () => {
    expect(await hand(world, agency, RAW, sign(RAW), { body: { refused: 'too_large' } })).toBe(413)
    expect(await hand(world, agency, RAW, sign(RAW), { body: { refused: 'too_slow' } })).toBe(408)
    for (const text of ['no json', '[]', '7', '{"type":"a b"}', '{"type":7}']) {
      const raw = bytes(text)
      expect(await hand(world, agency, raw, sign(raw)), text).toBe(400)
    }
    expect(await deliveries()).toEqual([])
    await settled({ too_large: 1, not_json: 5 })
  })

  it('is never called taken while the database is away; the list repairs it when no retry comes any more', async () => {
    const { connectionId } = await connect(world, agency)
    const { providerConnectionId } = await connectionRow(world, connectionId)
    await world.sandbox.act(providerConnectionId, 'expire')
    await forgetJobs(world)
    const away = openDb('postgres://nobody:x@127.0.0.1:1/none', { max: 1, applicationName: 'away' })
    const raw = bytes(bodyOf({ connectionId: providerConnectionId }))
    expect(await hand(world, agency, raw, sign(raw), { systemDb: away })).toBe(503)
    for (let retry = 0; retry < 4; retry += 1)
      expect(await hand(world, agency, raw, sign(raw), { appDb: away })).toBe(503)
    expect([await deliveries(), await queuedJobs(world)]).toEqual([[], []])
    await diffConnections(agency.ctx('system'), agency.accountId)
    await lookAgain(world, agency, connectionId)
    expect((await connectionRow(world, connectionId)).status).toBe('needs_reauth')
    expect(await hand(world, agency, raw, sign(raw))).toBe(200)
    await away.close()
  }, 30_000)
})

describe('T25: a secret', () => {
  it('stays valid beside its successor for the overlap, and not longer', async () => {
    const old = secret
    const next = await setUpWebhooks(agency, 1)
    const answer = (by: string) => deliver(world, agency, by, { at: world.clock.now() })
    expect(await answer(old)).toBe(200)
    expect(await answer(next.secret)).toBe(200)
    world.clock.advance(3_600_000)
    expect(await answer(old)).toBe(401)
    expect(await answer(next.secret)).toBe(200)
    await endWebhookSecret(agency.ctx('admin'), { webhookSecretId: next.id })
    expect(await answer(next.secret)).toBe(401)
    expect((await listWebhookSecrets(agency.ctx('admin'), agency.accountId)).secrets).toEqual([])
    expect(await audited(world, 'webhook_secret.set', agency.accountId)).toBe(2)
    expect(await audited(world, 'webhook_secret.end', agency.accountId)).toBe(1)
  })

  it('is shown by its end alone, sealed for its own row, and never in the audit log', async () => {
    const { secrets, scheme } = await listWebhookSecrets(agency.ctx('owner'), agency.accountId)
    expect([secrets.map((one) => one.hint), scheme]).toEqual([[secret.slice(-4)], 'ofauth_signature'])
    const [row] = await world.db
      .admin`select secret_sealed from webhook_secrets where agency_id = ${agency.id}`
    expect(row?.secret_sealed).toMatch(/^v1\./)
    const log = await world.db.admin`select * from audit_log where agency_id = ${agency.id}`
    expect(JSON.stringify(log)).not.toContain(secret)
    const other = await world.newAgency()
    await setUpWebhooks(other)
    await world.db.admin`update webhook_secrets set secret_sealed = ${String(row?.secret_sealed)}
      where agency_id = ${other.id}`
    expect(await deliver(world, other, secret, {})).toBe(401)
  })

  it('is for owners and admins who just proved who they are, and for their own agency', async () => {
    const input = {
      providerAccountId: agency.accountId,
      secret,
      scheme: 'ofauth_signature' as const,
      overlapHours: 0,
    }
    await expect(setWebhookSecret(agency.ctx('staff'), input)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(listWebhookSecrets(agency.ctx('staff'), agency.accountId)).rejects.toMatchObject({
      code: 'forbidden',
    })
    const ctx = agency.ctx('owner')
    if (ctx.actor.kind !== 'user') throw new Error('not a user')
    const stale = { ...ctx, actor: { ...ctx.actor, steppedUpAt: null } }
    await expect(setWebhookSecret(stale, input)).rejects.toMatchObject({ code: 'step_up_required' })
    const other = await world.newAgency()
    await expect(setWebhookSecret(other.ctx('owner'), input)).rejects.toMatchObject({ code: 'not_found' })
    const wrong = { ...input, scheme: 'onlyfansapi_signature' as const }
    await expect(setWebhookSecret(agency.ctx('owner'), wrong)).rejects.toMatchObject({
      code: 'invalid_input',
    })
  })
})
