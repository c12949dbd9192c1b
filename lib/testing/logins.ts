import { randomUUID } from 'node:crypto'
import { connectInput } from '../link-sessions/input'
import { startConnect } from '../link-sessions/start-connect'
import { startReconnect } from '../link-sessions/start-reconnect'
import { submitCode } from '../login/answers'
import { type Party, teamParty } from '../login/party'
import { pollDue } from '../login/poll-due'
import { submitLogin } from '../login/submit-login'
import { addProviderAccount } from '../provider-accounts/add-provider-account'
import type { LoginMode, ProviderId } from '../providers/types'
import { TestBrowser } from './browser'
import { sessionRow } from './rows'
import type { Agency, Member, World } from './world'

/** What the sandbox takes as right. */
export const PASSWORD = 'good-password'
export const CODE = '123456'

export type PollingProvider = Exclude<ProviderId, 'ofauth'>

const PREFIX: Record<PollingProvider, string> = { onlyfansapi: 'ofapi_sandbox_', onlyfanskit: 'ofk_sandbox_' }

/** The agency's key at a provider whose logins are given in our own form: the same organisation at the sandbox. */
export const keyAt = (agency: Agency, provider: PollingProvider) =>
  agency.apiKey.replace('sk_sandbox_', PREFIX[provider])

/** Gives an agency an account at a provider with our own form. @returns its id */
export function addPolling(world: World, agency: Agency, provider: PollingProvider): Promise<string> {
  return addProviderAccount(world.db.system, {
    agencyId: agency.id,
    provider,
    label: provider,
    apiKey: keyAt(agency, provider),
    apps: {},
  })
}

/** Lets the agency's OFAuth account ask in our own form. @returns its id */
export async function allowWhitelabel(world: World, agency: Agency): Promise<string> {
  const apps = { redirect: 'app_sandboxredirect', whitelabel: 'app_sandboxwhitelabel' }
  await world.db.admin`update provider_accounts
    set apps = ${world.db.admin.json(apps)}, allowed_modes = array['redirect', 'whitelabel']::link_mode[]
    where id = ${agency.accountId}`
  return agency.accountId
}

/** An e-mail that nobody else uses; the tag chooses what the sandbox asks for. */
export const emailFor = (tag = 'ok') => `p${randomUUID().slice(0, 12)}+${tag}@creator.sandbox.com`

export type Form = { linkSessionId: string; browser: TestBrowser; party: Party; creatorId: string }

/** Opens the form of a connect session at a provider account. */
export async function openForm(
  world: World,
  agency: Agency,
  providerAccountId: string,
  over: { who?: Member; browser?: TestBrowser; creatorId?: string; mode?: LoginMode } = {},
): Promise<Form> {
  const { who = 'staff', browser = new TestBrowser(), creatorId, mode = 'polling' } = over
  const { linkSessionId } = await startConnect(agency.ctx(who), {
    ...connectInput.parse({
      idempotencyKey: randomUUID(),
      providerAccountId,
      ...(creatorId ? { creatorId } : { creatorName: 'A creator' }),
    }),
    mode,
    browser: browser.cookie,
  })
  const row = await sessionRow(world, linkSessionId)
  return {
    linkSessionId,
    browser,
    party: teamParty(agency.ctx(who), browser.cookie),
    creatorId: row.creatorId,
  }
}

/** Opens the form of a reconnect session. */
export async function openAgain(
  world: World,
  agency: Agency,
  connectionId: string,
  who: Member = 'staff',
): Promise<Form> {
  const browser = new TestBrowser()
  const started = await startReconnect(agency.ctx(who), {
    idempotencyKey: randomUUID(),
    connectionId,
    takeOver: false,
    mode: 'polling',
    browser: browser.cookie,
  })
  const row = await sessionRow(world, started.linkSessionId)
  const party = teamParty(agency.ctx(who), browser.cookie)
  return { linkSessionId: row.id, browser, party, creatorId: row.creatorId }
}

export const giveLogin = (form: Pick<Form, 'party' | 'linkSessionId'>, email: string, password = PASSWORD) =>
  submitLogin(form.party, {
    linkSessionId: form.linkSessionId,
    method: 'password',
    email,
    password,
    remember: false,
  })

export const giveCode = (form: Pick<Form, 'party' | 'linkSessionId'>, code = CODE) =>
  submitCode(form.party, { linkSessionId: form.linkSessionId, code })

/** Lets the worker ask until the session has left the states, or `rounds` are over; the clock moves on. */
export async function pollWhile(
  world: World,
  linkSessionId: string,
  states: string[],
  rounds = 12,
): Promise<string> {
  for (let round = 0; round < rounds; round += 1) {
    const { state } = await sessionRow(world, linkSessionId)
    if (!states.includes(state)) return state
    world.clock.advance(11_000)
    await pollDue(world.db.system, world.clock.now)
  }
  return (await sessionRow(world, linkSessionId)).state
}
