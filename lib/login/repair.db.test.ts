import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { TestBrowser } from '../testing/browser'
import { forgetJobs, queuedJobs, runJobs } from '../testing/jobs'
import { addPolling, emailFor, type Form, openForm, PASSWORD, pollWhile } from '../testing/logins'
import { connectionRow, connectionRows, sessionRow, sessionRows } from '../testing/rows'
import { type Agency, makeWorld, type World } from '../testing/world'
import { repairConnection } from './repair-connection'
import { submitLogin } from './submit-login'

let world: World
let agency: Agency
let kit: string

beforeAll(async () => {
  world = await makeWorld()
})
beforeEach(async () => {
  world.clock.reset()
  agency = await world.newAgency()
  kit = await addPolling(world, agency, 'onlyfanskit')
})
afterAll(() => world.close())

async function connected(remember = false, account = kit): Promise<Form & { connectionId: string }> {
  const form = await openForm(world, agency, account)
  await submitLogin(form.party, {
    linkSessionId: form.linkSessionId,
    method: 'password',
    email: emailFor(),
    password: PASSWORD,
    remember,
  })
  await pollWhile(world, form.linkSessionId, ['authenticating'])
  await runJobs(world, 'link-session.finish', 3, agency)
  const { resultConnectionId } = await sessionRow(world, form.linkSessionId)
  if (!resultConnectionId) throw new Error('not connected')
  return { ...form, connectionId: resultConnectionId }
}

const press = (connectionId: string, browser = new TestBrowser()) =>
  repairConnection(agency.ctx(), {
    idempotencyKey: crypto.randomUUID(),
    connectionId,
    takeOver: false,
    browser: browser.cookie,
  })

/** A connection whose login is gone at the provider. @returns what ends it further there */
async function broken(remember: boolean) {
  const { connectionId } = await connected(remember)
  const { providerConnectionId, remembersCredentials } = await connectionRow(world, connectionId)
  expect(remembersCredentials).toBe(remember)
  await world.sandbox.logins.act(providerConnectionId, 'expire')
  await world.sandbox.clearCalls(agency.apiKey)
  return { connectionId, providerConnectionId }
}
const sent = async () => (await world.sandbox.calls(agency.apiKey, 'POST')).length

describe('a repair', () => {
  it('with credentials that the provider kept asks nobody', async () => {
    const { connectionId } = await broken(true)
    const started = await press(connectionId)
    await pollWhile(world, started.linkSessionId, ['authenticating', 'verifying'])
    expect(await sessionRow(world, started.linkSessionId)).toMatchObject({
      state: 'completed',
      loginMethod: 'stored',
      logins: 1,
    })
    expect(await connectionRows(world, agency)).toHaveLength(1)
    expect((await connectionRow(world, connectionId)).remembersCredentials).toBe(true)
  })

  it('that finds none asks for the login in the same session, and tries them no second time', async () => {
    const { connectionId, providerConnectionId } = await broken(true)
    await world.sandbox.logins.act(providerConnectionId, 'forget-login')
    const browser = new TestBrowser()
    const first = await press(connectionId, browser)
    expect(await sessionRow(world, first.linkSessionId)).toMatchObject({
      state: 'open',
      outcomeCode: 'no_stored_credentials',
    })
    expect(await press(connectionId, browser)).toMatchObject({ linkSessionId: first.linkSessionId })
    expect(await sent()).toBe(1)
  })

  it('without any asks for the login at once', async () => {
    const { connectionId } = await broken(false)
    const { linkSessionId } = await press(connectionId)
    expect(await sessionRow(world, linkSessionId)).toMatchObject({ state: 'open', logins: 0 })
    expect(await sent()).toBe(0)
  })

  it('of what works already is a check', async () => {
    const { connectionId } = await connected(false, await addPolling(world, agency, 'onlyfansapi'))
    await forgetJobs(world)
    const { linkSessionId } = await press(connectionId)
    expect(await sessionRow(world, linkSessionId)).toMatchObject({
      state: 'failed',
      outcomeCode: 'already_authenticated',
    })
    expect((await queuedJobs(world)).map((job) => job.name)).toContain('connection.verify')
  })

  it('with a spent budget leaves the form, which says so', async () => {
    const { connectionId } = await broken(true)
    const { creatorId, ofUserId } = await connectionRow(world, connectionId)
    const [session] = await sessionRows(world, agency)
    await world.db
      .admin`insert into login_attempts (agency_id, creator_id, of_user_id, link_session_id, ordinal, at)
      select ${agency.id}, ${creatorId}, ${ofUserId}, ${session?.id ?? ''}, 'before ' || n, now() from generate_series(1, 8) n`
    const { linkSessionId } = await press(connectionId)
    expect(await sessionRow(world, linkSessionId)).toMatchObject({ state: 'open', logins: 0 })
    expect(await sent()).toBe(0)
  })
})
