import { html } from 'hono/html'
import { movesOf, SESSION_MOVES } from '../flow/moves'
import type { Move } from '../logins/attempt-moves'
import type { LoginAttempt } from '../logins/schema'
import { allWorlds, type World } from '../logins/world'
import type { Runtime } from '../runtime'
import type { LinkSession, Organisation } from '../state/schema'
import { type Html, nothing } from './layout'
import { type AnyProvider, PROVIDER_NAMES } from './people-rows'
import { chooser, clockTime, finder, hidden, type PeopleView, sheet, toolbar } from './people-shell'

const SHOWN = 60

type Item = {
  id: string
  at: number
  provider: AnyProvider
  organisation: string
  who: string
  tone: 'good' | 'warn' | 'bad' | 'plain'
  status: string
  detail: string
  /** What the page's buttons are about: a session's or an attempt's own address. */
  action: string
  moves: (readonly [move: string, label: string])[]
  /** The phone app does not say who logs in before it is approved. */
  asksWho: boolean
  open: string | null
}

const MOVES: Record<Move, string> = {
  approve: 'Approve in the phone app',
  refuse: 'Refuse in the phone app',
  'do-selfie': 'Do the selfie',
  'go-on': 'Go on now',
  succeed: 'Let it succeed',
  fail: 'Let it fail',
  sms: 'Ask for a text message',
  app: 'Ask for an app code',
  email: 'Ask for a code by e-mail',
  face: 'Ask for a selfie',
  mobile: 'Ask for the phone app',
}
/** What a person does on her own device comes first, as a button. */
const DIRECT = new Set<string>(['selfie', 'do-selfie', 'approve'])
const GENERAL: Move[] = ['go-on', 'succeed', 'fail', 'sms', 'app', 'email', 'face', 'mobile']

function toneOf(state: string): Item['tone'] {
  if (state === 'completed' || state === 'succeeded') return 'good'
  if (state === 'awaiting_2fa' || state === 'challenge') return 'warn'
  return ['failed', 'denied', 'invalid_credentials', 'over'].includes(state) ? 'bad' : 'plain'
}

function ofSession(runtime: Runtime, organisation: Organisation, session: LinkSession): Item {
  const over = session.screen !== 'finished' && runtime.store.now() >= session.expiresAt
  const status = over ? 'over' : session.status
  const moves = movesOf({ runtime, organisation, session })
  const asked = session.status === 'awaiting_2fa' ? session.twoFactor?.kind : null
  const hosted = session.appType !== 'whitelabel' && moves.length > 0
  return {
    id: session.clientSecret,
    at: session.createdAt,
    provider: 'ofauth',
    organisation: organisation.name,
    who: session.email ?? 'nobody yet',
    tone: toneOf(status),
    status: status.replaceAll('_', ' '),
    detail: [session.appType, asked ?? ''].filter((part) => part !== '').join(', '),
    action: `/attempts/link/${session.clientSecret}`,
    moves: moves.map((move) => [move, SESSION_MOVES[move]] as const),
    asksWho: false,
    open: hosted ? `/${session.clientSecret}` : null,
  }
}

function movesOfLogin(attempt: LoginAttempt): Move[] {
  if (attempt.completedAt !== null) return []
  const first: Record<string, Move[]> = { mobile: ['approve', 'refuse'], face: ['do-selfie'] }
  return [...(first[attempt.challenge ?? ''] ?? []), ...GENERAL]
}

function ofLogin({ provider, organisation }: World, attempt: LoginAttempt): Item {
  const asked = attempt.state === 'challenge' ? attempt.challenge : null
  const problem = attempt.problem?.message ?? null
  return {
    id: attempt.id,
    at: attempt.startedAt,
    provider,
    organisation: organisation.name,
    who: attempt.email ?? 'nobody yet',
    tone: toneOf(attempt.state),
    status: attempt.state,
    detail: [attempt.purpose, asked, problem].filter((part) => part !== null).join(', '),
    action: `/attempts/login/${attempt.id}`,
    moves: movesOfLogin(attempt).map((move) => [move, MOVES[move]] as const),
    asksWho: attempt.email === null && attempt.completedAt === null,
    open: null,
  }
}

function moveForm(one: Item, view: PeopleView): Html {
  const who = html`<input class="small" name="email" type="email" value="mia@creator.sandbox.com" aria-label="Who logs in">`
  const [first, ...rest] = one.moves
  if (first === undefined) return nothing
  const direct = DIRECT.has(first[0])
  const options = chooser('move', `What happens to ${one.who}`, direct ? rest : one.moves, 'Do')
  const about = one.asksWho ? who : nothing
  return html`${
    direct
      ? html`<form method="post" action="${one.action}">${hidden(view)}${about}<button class="second small" name="move" value="${first[0]}">${first[1]}</button></form>`
      : nothing
  }<form method="post" action="${one.action}">${hidden(view)}${options}</form>`
}

function item(one: Item, view: PeopleView): Html {
  return html`<li id="${one.id}">
    <div class="who"><strong>${one.who}</strong><span class="muted">${PROVIDER_NAMES[one.provider]} · ${one.organisation} · ${one.detail}</span></div>
    <div class="state"><span class="status is-${one.tone}">${one.status}</span>${clockTime(new Date(one.at).toISOString())}</div>
    <div class="acts">${one.open === null ? nothing : html`<a class="second small" href="${one.open}">Open its page</a>`}${moveForm(one, view)}</div></li>`
}

const matches = (one: Item, query: string) =>
  [one.who, one.id, one.status, one.detail, one.organisation, PROVIDER_NAMES[one.provider]]
    .join(' ')
    .toLowerCase()
    .includes(query.trim().toLowerCase())

function list(all: Item[], view: PeopleView): Html {
  if (all.length === 0)
    return html`<p class="empty">No login has been begun yet. Connect an account in the app and look again.</p>`
  const found = all.filter((one) => matches(one, view.query))
  if (found.length === 0)
    return html`<p class="empty">No login matches “${view.query}”. <a href="/attempts">Show all</a></p>`
  const older = found.length - SHOWN
  const rest = html`<p class="empty">${older} older ${older === 1 ? 'one is' : 'ones are'} not shown. Find ${older === 1 ? 'it' : 'them'} by name, e-mail, id or state.</p>`
  return html`<ul class="accounts attempts">${found.slice(0, SHOWN).map((one) => item(one, view))}</ul>${older > 0 ? rest : nothing}`
}

/** Every login that was begun at any provider, the newest first. */
export function attemptsPage(runtime: Runtime, view: PeopleView): Html {
  const organisations = Object.values(runtime.store.state.organisations)
  const items = [
    ...organisations.flatMap((organisation) =>
      organisation.sessions.map((session) => ofSession(runtime, organisation, session)),
    ),
    ...allWorlds(runtime).flatMap((world) => world.book.attempts.map((attempt) => ofLogin(world, attempt))),
  ].sort((a, b) => b.at - a.at)
  const lead = 'Logins that apps have begun. Do here what the creator would do on her own phone.'
  return sheet(
    { title: 'Attempts', lead, view },
    html`${toolbar(runtime, view, finder(view, 'Find a login'))}<section class="box">${list(items, view)}</section>`,
  )
}
