import { html } from 'hono/html'
import type { Action } from '../control/actions'
import type { Call } from '../control/calls'
import type { Runtime } from '../runtime'
import { avatarOf } from '../state/avatars'
import { maskKey } from '../state/organisations'
import type { Connection, Organisation } from '../state/schema'
import { credentialsPanel } from './credentials'
import { type Html, nothing, page } from './layout'

type View = { csrf: string; query: string; note: string | null }

const HOUR = 3_600_000
const RECENT_CALLS = 25
const BUTTONS: [Action, string][] = [
  ['expire', 'Expire'],
  ['revoke', 'Revoke'],
  ['swap-user', 'Swap user'],
  ['await-2fa', 'Await 2FA'],
  ['invalidate', 'Invalidate'],
]
const STATUS = { active: 'Active', expired: 'Expired', awaiting_2fa: 'Awaiting 2FA' } as const

/** What each button does, shown once it is done. */
export const NOTES: Record<Action, string> = {
  expire: 'is expired now, as the provider would find it.',
  revoke: 'lost its session at OnlyFans. Reads fail at once; the list shows it after the next hourly check.',
  'swap-user':
    'was switched: whether the next reconnect logs in as another OnlyFans user is shown beside it.',
  'await-2fa': 'waits for a second factor now.',
  'sign-out': 'answers as signed out now.',
  invalidate: 'was invalidated: expired and logged out, the record kept.',
}

function hidden(view: View): Html {
  return html`<input type="hidden" name="csrf" value="${view.csrf}"><input type="hidden" name="q" value="${view.query}">`
}

function clock(runtime: Runtime, view: View): Html {
  const moved = runtime.store.state.clockOffsetMs
  const now = runtime.store.isoNow()
  return html`<section class="box bar" aria-label="Clock and search">
    <p>Clock <time datetime="${now}">${now.slice(0, 16).replace('T', ' ')}</time> UTC
      <span class="muted">${moved === 0 ? 'as the computer' : `${Math.round(moved / HOUR).toLocaleString('en')} h ahead`}</span></p>
    <form method="post" action="/accounts/clock">${hidden(view)}
      <button class="second small" name="move" value="hour">+1 hour</button>
      <button class="second small" name="move" value="day">+1 day</button>
      <button class="second small" name="move" value="reset"${moved === 0 ? html` disabled` : ''}>Reset</button>
    </form>
    <form class="find" method="get" action="/accounts" role="search">
      <label for="q">Find an account</label>
      <input id="q" name="q" type="search" placeholder="Name, e-mail or id" value="${view.query}"><button class="second small">Find</button>
    </form>
  </section>`
}

function account(runtime: Runtime, connection: Connection, view: View): Html {
  const picture = connection.avatar === 'generated' ? avatarOf(runtime, connection) : null
  const marks = [
    connection.kind === 'fan' ? 'fan' : '',
    connection.revoked ? 'session revoked' : '',
    connection.signedOut ? 'signed out' : '',
    connection.swapNext ? 'next login: another user' : '',
  ].filter((mark) => mark !== '')
  return html`<li id="${connection.id}">
    ${picture === null ? html`<div class="blank" aria-hidden="true">${connection.name.charAt(0)}</div>` : html`<img src="${picture}" alt="" width="40" height="40" loading="lazy">`}
    <div class="who"><strong>${connection.name} <span class="muted">@${connection.username}</span></strong>
      <span class="muted">${connection.email}</span><span class="muted"><code>${connection.id}</code></span></div>
    <div class="state"><span class="status ${connection.status}">${STATUS[connection.status]}</span><span class="muted">${marks.join(', ')}</span></div>
    <form class="acts" method="post" action="/accounts/${connection.id}">${hidden(view)}${BUTTONS.map(
      ([action, label]) =>
        html`<button class="second small" name="action" value="${action}" aria-label="${label}: ${connection.name}">${label}</button>`,
    )}</form></li>`
}

function matches(connection: Connection, query: string): boolean {
  const text = `${connection.name} ${connection.username} ${connection.email} ${connection.id} ${connection.ofUserId}`
  return text.toLowerCase().includes(query.toLowerCase())
}

function organisationBox(runtime: Runtime, apiKey: string, organisation: Organisation, view: View): Html {
  const shown = organisation.connections.filter((connection) => matches(connection, view.query))
  const count = organisation.connections.length
  return html`<section class="box"><h2>${organisation.name} <span class="muted"><code>${maskKey(apiKey)}</code> · ${count} ${count === 1 ? 'account' : 'accounts'}</span></h2>
  ${
    shown.length === 0
      ? html`<p class="empty">${count === 0 ? 'Nothing is linked with this key yet.' : 'No account here matches the search.'}</p>`
      : html`<ul class="accounts">${shown.map((connection) => account(runtime, connection, view))}</ul>`
  }</section>`
}

function recentCalls(calls: Call[]): Html {
  return html`<section class="box"><h2>Recent calls</h2>${
    calls.length === 0
      ? html`<p class="empty">No call has come in since the sandbox started.</p>`
      : html`<ul class="calls">${calls.map(
          (call) =>
            html`<li><span class="muted">${call.at.slice(11, 19)}</span><strong>${call.method}</strong><span class="${call.status >= 400 || call.status === 0 ? 'fail' : ''}">${call.status === 0 ? 'cut' : call.status}</span><code>${call.path}</code></li>`,
        )}</ul>`
  }</section>`
}

/** The page for people: every linked account with what can be done to it, the clock, and what came in. */
export function peoplePage(runtime: Runtime, view: View): Html {
  const organisations = Object.entries(runtime.store.state.organisations)
  const body = html`<main class="sheet"><h1>Accounts in the sandbox</h1>
  ${view.note === null ? nothing : html`<p class="note" role="status">${view.note}</p>`}
  ${clock(runtime, view)}
  ${
    organisations.length === 0
      ? html`<section class="box"><h2>No accounts yet</h2><p class="empty">They appear here once an app has linked one with its key.</p></section>`
      : organisations.map(([apiKey, organisation]) => organisationBox(runtime, apiKey, organisation, view))
  }
  <div class="split">${recentCalls(runtime.calls.recent(RECENT_CALLS))}<section class="box panel">${credentialsPanel(null)}</section></div></main>`
  return page({ title: 'Accounts', body, wide: true, here: 'accounts' })
}
