import { type Action, act, isAction, locate } from '../control/actions'
import { moveClock } from '../control/clock'
import { moveSession } from '../flow/moves'
import { act as actOnLogin, isAccountAction } from '../logins/account-actions'
import { isMove, move } from '../logins/attempt-moves'
import { allWorlds } from '../logins/world'
import type { Runtime } from '../runtime'
import type { Organisation } from '../state/schema'
import { findSessionAnywhere } from '../state/sessions'
import { redeliver } from '../webhooks/emit'
import { fire, fireSchema } from '../webhooks/fire'
import { isPlace } from './layout'
import { readSwitches } from './people-webhook-switches'

/** Where the person is sent after a form, and what the page then says. `at` is the element to show. */
export type Done = { page: string; query: Record<string, string>; at: string }
type Form = Record<string, unknown>
type FormAction = (params: Record<string, string>, form: Form) => Done | null | Promise<Done | null>

/** How long a page waits for a delivery that was just queued. */
const PATIENCE_MS = 700

const MOVES: Record<string, { advanceMs: number } | { reset: true }> = {
  hour: { advanceMs: 3_600_000 },
  day: { advanceMs: 86_400_000 },
  reset: { reset: true },
}

/** What each button does to a linked account, shown once it is done. */
const LINK_NOTES: Record<Action, string> = {
  expire: 'is expired now, as the provider would find it.',
  revoke: 'lost its session at OnlyFans. Reads fail at once; the list shows it after the next hourly check.',
  'swap-user':
    'was switched: whether the next reconnect logs in as another OnlyFans user is shown beside it.',
  'await-2fa': 'waits for a second factor now.',
  'sign-out': 'answers as signed out now.',
  invalidate: 'was invalidated: expired and logged out, the record kept.',
}

const text = (form: Form, name: string) => {
  const value = form[name]
  return typeof value === 'string' ? value : ''
}

function onLink(runtime: Runtime, id: string, action: string): Done | null {
  const found = locate(runtime, id)
  if (found === null || !isAction(action)) return null
  act(runtime, found, action)
  return { page: '/accounts', query: { done: action, id }, at: id }
}

function onLogin(runtime: Runtime, id: string, action: string): Done | null {
  const world = allWorlds(runtime).find(({ book }) => book.accounts.some((account) => account.id === id))
  const account = world?.book.accounts.find((candidate) => candidate.id === id)
  if (world === undefined || account === undefined || !isAccountAction(action)) return null
  actOnLogin(world, account, action)
  return { page: '/accounts', query: { done: action, id }, at: id }
}

function onAttempt(runtime: Runtime, id: string, form: Form): Done | null {
  const to = text(form, 'move')
  const world = allWorlds(runtime).find(({ book }) => book.attempts.some((attempt) => attempt.id === id))
  const attempt = world?.book.attempts.find((candidate) => candidate.id === id)
  if (world === undefined || attempt === undefined || !isMove(to)) return null
  move(world, attempt, to, text(form, 'email') || null)
  return { page: '/attempts', query: { done: 'moved' }, at: id }
}

function organisationIn(runtime: Runtime, form: Form): Organisation | undefined {
  const id = text(form, 'organisation')
  return Object.values(runtime.store.state.organisations).find((organisation) => organisation.id === id)
}

async function onFire(runtime: Runtime, form: Form): Promise<Done | null> {
  const organisation = organisationIn(runtime, form)
  const order = fireSchema.safeParse({
    provider: text(form, 'provider'),
    event: text(form, 'event'),
    connectionId: text(form, 'about'),
    how: text(form, 'how'),
  })
  if (organisation === undefined || !order.success) return null
  fire(runtime, organisation, order.data)
  await runtime.outbox.settled(organisation, PATIENCE_MS)
  const { event, how } = order.data
  const query = { done: 'fired', event, how, about: text(form, 'about') }
  return { page: '/webhooks', query, at: organisation.id }
}

async function onAgain(runtime: Runtime, form: Form): Promise<Done | null> {
  const organisation = organisationIn(runtime, form)
  const known = organisation?.webhooks.deliveries.find(({ id }) => id === text(form, 'delivery'))
  if (organisation === undefined || known === undefined) return null
  redeliver(runtime, organisation, known)
  await runtime.outbox.settled(organisation, PATIENCE_MS)
  return { page: '/webhooks', query: { done: 'again' }, at: organisation.id }
}

function onSwitches(runtime: Runtime, form: Form): Done | null {
  const organisation = organisationIn(runtime, form)
  const switches = readSwitches(form)
  if (organisation === undefined || switches === null) return null
  Object.assign(organisation.webhooks.switches, switches)
  runtime.store.changed()
  return { page: '/webhooks', query: { done: 'switched' }, at: organisation.id }
}

/** What the forms of these pages do, by the path that they are sent to. Null: there is no such thing. */
export function formActions(runtime: Runtime): Record<string, FormAction> {
  return {
    '/clock': (_params, form) => {
      const to = text(form, 'move')
      const step = Object.hasOwn(MOVES, to) ? MOVES[to] : undefined
      if (step === undefined) return null
      moveClock(runtime, step)
      return {
        page: isPlace(text(form, 'here')) ? `/${form.here}` : '/accounts',
        query: { done: 'clock' },
        at: '',
      }
    },
    '/accounts/:id': ({ id = '' }, form) =>
      onLink(runtime, id, text(form, 'action')) ?? onLogin(runtime, id, text(form, 'action')),
    '/attempts/link/:id': ({ id = '' }, form) => {
      const found = findSessionAnywhere(runtime, id)
      if (found === null || moveSession({ runtime, ...found }, text(form, 'move')) === null) return null
      return { page: '/attempts', query: { done: 'moved' }, at: id }
    },
    '/attempts/login/:id': ({ id = '' }, form) => onAttempt(runtime, id, form),
    '/webhooks/fire': (_params, form) => onFire(runtime, form),
    '/webhooks/again': (_params, form) => onAgain(runtime, form),
    '/webhooks/switches': (_params, form) => onSwitches(runtime, form),
  }
}

const NOTES: Record<string, string> = {
  clock: 'The clock was moved.',
  moved: 'Done. The app sees it when it asks next.',
  fired: 'The event was sent. How it went is below.',
  again: 'The delivery was sent again.',
  switched: 'Deliveries are sent like this from now on.',
}

/** What was just done, from ids and words that this process knows. */
export function noteOf(runtime: Runtime, query: Record<string, string>): string | null {
  const { done = '', id = '' } = query
  if (Object.hasOwn(NOTES, done)) return NOTES[done] ?? null
  const found = locate(runtime, id)
  if (found !== null && isAction(done)) return `${found.connection.name} ${LINK_NOTES[done]}`
  return isAccountAction(done) ? 'Done. The app sees it when it asks next.' : null
}
