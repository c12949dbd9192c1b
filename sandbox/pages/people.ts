import { html } from 'hono/html'
import type { Call } from '../control/calls'
import type { Runtime } from '../runtime'
import { maskKey } from '../state/organisations'
import type { Organisation } from '../state/schema'
import { type Html, nothing } from './layout'
import { PROVIDER_NAMES, type Row, rowMatches, rowsOf } from './people-rows'
import { chooser, clockTime, finder, hidden, type PeopleView, sheet, toolbar } from './people-shell'

const RECENT_CALLS = 25

function actions(row: Row, view: PeopleView): Html {
  const buttons = row.actions.slice(0, 3)
  return html`<div class="acts"><form method="post" action="/accounts/${row.id}">${hidden(view)}${buttons.map(
    ([action, label]) =>
      html`<button class="second small" name="action" value="${action}" aria-label="${label}: ${row.name}">${label}</button>`,
  )}</form><form method="post" action="/accounts/${row.id}">${hidden(view)}${chooser('action', `More for ${row.name}`, row.actions.slice(3), 'Do')}</form></div>`
}

function account(row: Row, view: PeopleView): Html {
  return html`<li id="${row.id}">
    ${row.picture === null ? html`<div class="blank" aria-hidden="true">${row.name.charAt(0)}</div>` : html`<img src="${row.picture}" alt="" width="40" height="40" loading="lazy">`}
    <div class="who"><strong>${row.name} <span class="muted">@${row.username}</span></strong>
      <span class="muted">${row.email}</span><span class="muted"><code>${row.id}</code></span></div>
    <div class="state"><span class="status is-${row.tone}">${row.status}</span><span class="muted">${[PROVIDER_NAMES[row.provider], ...row.marks].join(', ')}</span></div>
    ${actions(row, view)}</li>`
}

function organisationBox(
  runtime: Runtime,
  apiKey: string,
  organisation: Organisation,
  view: PeopleView,
): Html {
  const all = rowsOf(runtime, organisation)
  const shown = all.filter((row) => rowMatches(row, view.query))
  if (shown.length === 0 && view.query !== '') return nothing
  return html`<section class="box"><h2>${organisation.name} <span class="muted"><code>${maskKey(apiKey)}</code> · ${all.length} ${all.length === 1 ? 'account' : 'accounts'}</span></h2>
  ${
    shown.length === 0
      ? html`<p class="empty">Nothing is linked with this key yet.</p>`
      : html`<ul class="accounts">${shown.map((row) => account(row, view))}</ul>`
  }</section>`
}

function boxes(runtime: Runtime, view: PeopleView): Html {
  const organisations = Object.entries(runtime.store.state.organisations)
  if (organisations.length === 0)
    return html`<section class="box"><h2>No accounts yet</h2><p class="empty">They appear here once an app has linked one with its key.</p></section>`
  const found = organisations.some(([, organisation]) =>
    rowsOf(runtime, organisation).some((row) => rowMatches(row, view.query)),
  )
  if (!found && view.query !== '')
    return html`<section class="box"><h2>Nothing found</h2><p class="empty">No account matches “${view.query}”. <a href="/accounts">Show all</a></p></section>`
  return html`${organisations.map(([apiKey, organisation]) => organisationBox(runtime, apiKey, organisation, view))}`
}

function recentCalls(calls: Call[]): Html {
  return html`<section class="box"><h2>Recent calls</h2>${
    calls.length === 0
      ? html`<p class="empty">No call has come in since the sandbox started.</p>`
      : html`<ul class="calls">${calls.map(
          (call) =>
            html`<li>${clockTime(call.at)}<strong>${call.method}</strong><span class="${call.status >= 400 || call.status === 0 ? 'fail' : ''}">${call.status === 0 ? 'cut' : call.status}</span><code>${call.path}</code></li>`,
        )}</ul>`
  }</section>`
}

/** Every linked account of every provider with what can be done to it, the clock, and what came in. */
export function accountsPage(runtime: Runtime, view: PeopleView): Html {
  const lead = 'What the three simulated providers hold. Each button does what would happen at the provider.'
  return sheet(
    { title: 'Accounts', lead, view },
    html`${toolbar(runtime, view, finder(view, 'Find an account'))}${boxes(runtime, view)}${recentCalls(runtime.calls.recent(RECENT_CALLS))}`,
  )
}
