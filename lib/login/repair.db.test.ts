import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { TestBrowser } from '../testing/browser'
import { runJobs } from '../testing/jobs'
import { addPolling, emailFor, type Form, openAgain, openForm, PASSWORD, pollWhile } from '../testing/logins'
import { connectionRow, connectionRows, sessionRow } from '../testing/rows'
import { type Agency, makeWorld, type World } from '../testing/world'
import { startStoredReconnect } from './start-stored-reconnect'
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

async function connected(remember = false): Promise<Form & { connectionId: string }> {
  const form = await openForm(world, agency, kit)
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

describe('a repair', () => {
  it('with stored credentials asks nobody', async () => {
    const { connectionId } = await connected(true)
    expect((await connectionRow(world, connectionId)).remembersCredentials).toBe(true)
    const { providerConnectionId } = await connectionRow(world, connectionId)
    await world.sandbox.logins.act(providerConnectionId, 'expire')
    const started = await startStoredReconnect(agency.ctx(), {
      idempotencyKey: crypto.randomUUID(),
      connectionId,
      takeOver: false,
      browser: new TestBrowser().cookie,
    })
    await pollWhile(world, started.linkSessionId, ['authenticating', 'verifying'])
    expect(await sessionRow(world, started.linkSessionId)).toMatchObject({
      state: 'completed',
      loginMethod: 'stored',
    })
    expect(await connectionRows(world, agency)).toHaveLength(1)
  })

  it('without them asks for the login in the same session', async () => {
    const { connectionId } = await connected()
    const { providerConnectionId } = await connectionRow(world, connectionId)
    await world.sandbox.logins.act(providerConnectionId, 'expire')
    const browser = new TestBrowser()
    const started = await startStoredReconnect(agency.ctx(), {
      idempotencyKey: crypto.randomUUID(),
      connectionId,
      takeOver: false,
      browser: browser.cookie,
    })
    expect(await sessionRow(world, started.linkSessionId)).toMatchObject({
      state: 'open',
      outcomeCode: 'no_stored_credentials',
    })
  })

  it('pressed again in the same browser goes on with the same form', async () => {
    const { connectionId } = await connected()
    const form = await openAgain(world, agency, connectionId)
    const { linkSessionId } = await startStoredReconnect(agency.ctx(), {
      idempotencyKey: crypto.randomUUID(),
      connectionId,
      takeOver: false,
      browser: form.browser.cookie,
    })
    expect(linkSessionId).toBe(form.linkSessionId)
  })
})
