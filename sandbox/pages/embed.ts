import { randomBytes } from 'node:crypto'
import type { Context } from 'hono'
import { GOOD_CODE, GOOD_PASSWORD, SCENARIOS, scenarioOf } from '../flow/scenarios'
import type { Runtime } from '../runtime'
import { avatarOf } from '../state/avatars'
import { findConnection } from '../state/connections'
import type { LinkSession, Outcome } from '../state/schema'
import { returnUrl } from '../state/sessions'
import type { EmbedSettings } from './layout'
import type { Embed, View } from './view'
import { outcomeWords } from './words'

type Message = EmbedSettings['messages'][number]
/** `2fa` is the step's name where a page is left; `otp` the screen's, as the provider's own library knows it. */
type Place = { step: string; screen: string }

const THEMES = ['light', 'dark', 'auto'] as const

/** Reads how the page is to be shown. `refused`: for an origin that the client app does not allow. */
export function readEmbed(
  runtime: Runtime,
  c: Context,
  appType: LinkSession['appType'] | null,
): Embed | null | 'refused' {
  if (c.req.query('embed') !== 'true' || (appType !== null && appType !== 'embed')) return null
  const origin = c.req.query('embed_origin') ?? ''
  if (!runtime.config.appOrigins.includes(origin)) return 'refused'
  return {
    origin,
    theme: THEMES.find((theme) => theme === c.req.query('theme')) ?? 'auto',
    fresh: c.req.query('loaded') !== 'true',
    nonce: randomBytes(16).toString('base64'),
  }
}

function sandboxInfo(session: LinkSession, currentScreen: string): Message {
  const published = SCENARIOS.filter((scenario) => !scenario.ours)
  const scenarios = published.map(({ id, kind, twoFactor }) => ({
    id,
    accountType: kind,
    loginType: twoFactor === 'app' ? 'app_otp' : 'password',
    password: GOOD_PASSWORD,
    ...(twoFactor === 'app' ? { otpCode: GOOD_CODE } : {}),
  }))
  const activeScenarioId = session.email === null ? null : (scenarioOf(session.email)?.id ?? null)
  return { event: 'sandbox_info', metadata: { scenarios, activeScenarioId, currentScreen } }
}

/** What an embedded screen says; undefined when the page has the whole window. */
export function embedSettings(
  view: View,
  { step, screen }: Place,
  more: Message[] = [],
): EmbedSettings | undefined {
  const { embed, session, organisation } = view
  if (embed === null) return undefined
  const loaded = embed.fresh ? [{ event: 'loaded' }] : []
  return {
    embed,
    step,
    answers: organisation.switches.embedExit === 'answered',
    messages: [...loaded, sandboxInfo(session, screen), ...more],
  }
}

/** For a session that is not there or not alive any more. */
export function invalidSession(embed: Embed): EmbedSettings {
  const loaded = embed.fresh ? [{ event: 'loaded' }] : []
  return { embed, step: 'error', answers: true, messages: [...loaded, { event: 'invalid_session' }] }
}

function successMessage(view: View, embed: Embed): Message[] {
  const { runtime, organisation, session } = view
  const connection = findConnection(organisation, session.connectionId)
  if (connection === undefined || organisation.switches.callback === 'drop') return []
  const { id, ofUserId, name, username } = connection
  const user = { id: ofUserId, name, username, avatar: avatarOf(runtime, connection) }
  const back = returnUrl(organisation, session)
  const successUrl = back ?? `${embed.origin}/?status=success&connection_id=${id}`
  const metadata = { successUrl, redirect: back !== null, connection: { id, userData: user }, user }
  return [{ event: 'success', metadata }]
}

function exitMessage(outcome: Outcome): Message {
  if (outcome.status === 'cancelled') {
    return { event: 'exit', metadata: { type: 'user_exit', step: outcome.step ?? 'login', error: null } }
  }
  const error = {
    error_type: outcome.errorCode ?? 'unknown_error',
    error_message: outcomeWords(outcome).text,
  }
  return { event: 'exit', metadata: { type: 'error', step: 'error', error } }
}

/** What the last page of a session says. */
export function endSettings(view: View, outcome: Outcome): EmbedSettings | undefined {
  const { embed, organisation } = view
  if (embed === null) return undefined
  if (outcome.status === 'success') {
    return embedSettings(view, { step: 'success', screen: 'success' }, successMessage(view, embed))
  }
  const said = organisation.switches.callback === 'drop' ? [] : [exitMessage(outcome)]
  return embedSettings(view, { step: 'error', screen: 'error' }, said)
}
