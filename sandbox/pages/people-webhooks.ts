import { html } from 'hono/html'
import { ACCOUNT_EVENTS } from '../onlyfansapi/events'
import type { Runtime } from '../runtime'
import type { Organisation } from '../state/schema'
import { HOWS } from '../webhooks/fire'
import type { Delivery, Endpoint, WebhookProvider } from '../webhooks/schema'
import { type Html, nothing } from './layout'
import { PROVIDER_NAMES, rowsOf } from './people-rows'
import { clockTime, hidden, type PeopleView, sheet, toolbar } from './people-shell'
import { switchesForm } from './people-webhook-switches'

const SHOWN = 30

const EVENTS: Record<WebhookProvider, readonly string[]> = {
  ofauth: [
    'connection.created',
    'connection.updated',
    'connection.expired',
    'connection.disconnected',
    'rules.updated',
    'of.websocket.event.received',
    'connection.unheard_of',
  ],
  onlyfansapi: [...ACCOUNT_EVENTS, 'messages.received', 'users.typing', 'test-event'],
}

const HOW_WORDS: Record<(typeof HOWS)[number], string> = {
  good: 'as it should be',
  duplicate: 'twice, at the same time',
  late: 'an hour late',
  stale: 'signed ten minutes ago',
  future: 'signed ten minutes ahead',
  'mis-signed': 'signed with another secret',
  altered: 'changed after signing',
  unsigned: 'without a signature',
  malformed: 'with a broken signature',
  truncated: 'with half a signature',
  'wrong-time': 'signed for another time',
}

/** OnlyFansAPI signs no time. */
const TIMED = new Set<string>(['stale', 'future', 'wrong-time'])

const howsOf = (provider: WebhookProvider) =>
  HOWS.filter((how) => provider === 'ofauth' || !TIMED.has(how)).map((how) => [how, HOW_WORDS[how]] as const)

const TONES: Record<Delivery['state'], string> = {
  waiting: 'plain',
  held: 'plain',
  delivered: 'good',
  failed: 'bad',
  dropped: 'warn',
}

function field(label: string, name: string, options: (readonly [string, string])[], chosen = ''): Html {
  return html`<label class="field"><span>${label}</span><select name="${name}">${options.map(
    ([value, text]) =>
      html`<option value="${value}"${value === chosen ? html` selected` : ''}>${text}</option>`,
  )}</select></label>`
}

/** What was fired last, so that it can be fired again. */
export type LastFired = { event: string; about: string; how: string }

function fireForm(
  runtime: Runtime,
  organisation: Organisation,
  { provider }: Endpoint,
  view: PeopleView,
  last: LastFired,
): Html {
  const rows = rowsOf(runtime, organisation).filter((row) => row.provider === provider)
  const subjects = rows.map((row) => [row.id, `${row.name} (@${row.username})`] as const)
  const gone = [provider === 'ofauth' ? 'conn_unknown' : 'acct_unknown', 'one that nobody knows'] as const
  return html`<form class="fire" method="post" action="/webhooks/fire">${hidden(view)}
    <input type="hidden" name="organisation" value="${organisation.id}"><input type="hidden" name="provider" value="${provider}">
    ${field(
      'Event',
      'event',
      EVENTS[provider].map((event) => [event, event] as const),
      last.event,
    )}
    ${field('About', 'about', [...subjects, gone], last.about)}
    ${field('Sent', 'how', howsOf(provider), last.how)}
    <button class="main small">Fire</button></form>`
}

function endpointPart(endpoint: Endpoint): Html {
  const { provider, url, scheme, secrets } = endpoint
  const count =
    secrets.length === 0 ? 'no secret' : secrets.length === 1 ? 'one secret' : `${secrets.length} secrets`
  return html`<h3>${PROVIDER_NAMES[provider]} <span class="muted">${scheme.replaceAll('_', ' ')}, ${count}</span></h3><p class="url"><code>${url}</code></p>`
}

function pretty(body: string): string {
  return JSON.stringify(JSON.parse(body), null, 2)
}

/** The answers one after another; equal ones in a row are told once. */
function tries(attempts: Delivery['attempts']): Html {
  const runs: { word: string; good: boolean; times: number }[] = []
  for (const { status, error } of attempts) {
    const word = String(status ?? error ?? 'none')
    const last = runs.at(-1)
    if (last?.word === word) last.times += 1
    else runs.push({ word, good: status !== null && status >= 200 && status < 300, times: 1 })
  }
  return html`<span class="tries">${runs.map(
    ({ word, good, times }) =>
      html`<span class="status is-${good ? 'good' : 'bad'}">${times === 1 ? word : `${times} × ${word}`}</span>`,
  )}</span>`
}

function deliveryItem(delivery: Delivery, organisation: Organisation, view: PeopleView): Html {
  const { id, event, state, attempts, signing, skewSeconds, connectionId } = delivery
  const odd = [
    signing === 'good' ? '' : signing,
    skewSeconds === 0 ? '' : skewSeconds < 0 ? 'stale' : 'future',
    delivery.redeliveryOf === null ? '' : 'sent again',
  ].filter((mark) => mark !== '')
  return html`<li>${clockTime(delivery.at)}
    <details><summary><strong>${event}</strong> <span class="muted">${connectionId ?? 'about nobody'}</span>${odd.map((mark) => html` <span class="chip">${mark}</span>`)}</summary><pre>${pretty(delivery.body)}</pre></details>
    ${tries(attempts)}<span class="status is-${TONES[state]}">${state}</span>
    <form method="post" action="/webhooks/again">${hidden(view)}<input type="hidden" name="organisation" value="${organisation.id}"><input type="hidden" name="delivery" value="${id}"><button class="second small" aria-label="Send again: ${event}">Send again</button></form></li>`
}

function deliveryList(organisation: Organisation, view: PeopleView): Html {
  const latest = organisation.webhooks.deliveries.slice(-SHOWN).reverse()
  if (latest.length === 0)
    return html`<p class="empty">Nothing was sent yet. Fire an event, or do something to an account.</p>`
  return html`<ul class="deliveries">${latest.map((delivery) => deliveryItem(delivery, organisation, view))}</ul>`
}

function organisationBox(
  runtime: Runtime,
  organisation: Organisation,
  view: PeopleView,
  last: LastFired,
): Html {
  const { endpoints } = organisation.webhooks
  return html`<section class="box" id="${organisation.id}"><h2>${organisation.name}</h2>
  ${endpoints.map((endpoint) => html`<div class="endpoint">${endpointPart(endpoint)}${fireForm(runtime, organisation, endpoint, view, last)}</div>`)}
  ${switchesForm(organisation, view)}
  ${deliveryList(organisation, view)}</section>`
}

/** Where the providers send their webhooks, what they sent, and how to send more, well or badly. */
export function webhooksPage(runtime: Runtime, view: PeopleView, last: LastFired): Html {
  const told = Object.values(runtime.store.state.organisations).filter(
    ({ webhooks }) => webhooks.endpoints.length > 0,
  )
  const busy = told.some(({ webhooks }) => webhooks.deliveries.some(({ state }) => state === 'waiting'))
  const lead =
    'What the providers tell the app of their own accord. OnlyFansKit tells nothing about accounts.'
  const boxes =
    told.length === 0
      ? html`<section class="box"><h2>No endpoint yet</h2><p class="empty">An app's webhook address and secret are set by the control API, <code>POST /__control/webhooks</code>.</p></section>`
      : html`${told.map((organisation) => organisationBox(runtime, organisation, view, last))}`
  return sheet(
    { title: 'Webhooks', lead, view, refresh: busy && view.note !== null ? 2 : undefined },
    html`${toolbar(runtime, view)}${boxes === nothing ? nothing : boxes}`,
  )
}
