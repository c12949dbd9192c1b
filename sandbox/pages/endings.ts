import { html } from 'hono/html'
import { avatarOf } from '../state/avatars'
import { findConnection } from '../state/connections'
import type { Outcome } from '../state/schema'
import { returnUrl } from '../state/sessions'
import { endSettings, invalidSession } from './embed'
import { type EmbedSettings, type Html, nothing, page } from './layout'
import type { Embed, View } from './view'
import { outcomeWords } from './words'

/** Long enough to read what happened; a plain cancel needs no reading. */
function secondsBeforeReturn(outcome: Outcome): number {
  if (outcome.status === 'success') return 1
  return outcome.status === 'cancelled' && outcome.step !== 'authorization' ? 0 : 2
}

const SIGNS = {
  success: html`<svg viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="M5 12.5l4.5 4.5L19 7.5" /></svg>`,
  cancelled: html`<svg viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="M7 12h10" /></svg>`,
  error: html`<svg viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="M12 6v7.5M12 17.4v.2" /></svg>`,
}

type Ending = { refresh?: { seconds: number; url: string } | undefined; embedded?: EmbedSettings | undefined }

function single(title: string, card: Html, ending: Ending): Html {
  const body = html`<div class="columns single"><main class="card centre">${card}</main></div>`
  return page({ title, body, ...ending })
}

function identity({ runtime, organisation, session }: View): Html {
  const connection = findConnection(organisation, session.connectionId)
  if (connection === undefined) return nothing
  const own = connection.avatar === 'generated' ? avatarOf(runtime, connection) : null
  return html`<div class="identity">${own === null ? nothing : html`<img src="${own}" alt="" width="56" height="56">`}
    <div><strong>${connection.name}</strong><span class="muted">@${connection.username}</span></div></div>`
}

/**
 * The last page. It goes back to the app by itself through a refresh, because a redirect that answers a form
 * would be stopped by this page's own form-action rule. In a frame it goes nowhere and says how it ended.
 */
export function endPage(view: View, outcome: Outcome): Html {
  const { organisation, session, embed } = view
  const { title, text } = outcomeWords(outcome)
  const url = embed === null ? returnUrl(organisation, session, outcome) : null
  const seconds = secondsBeforeReturn(outcome)
  const card = html`<div class="sign ${outcome.status}">${SIGNS[outcome.status]}</div>
  <h1>${title}</h1>
  ${text === '' ? nothing : html`<p class="lead">${text}</p>`}
  ${outcome.status === 'success' ? identity(view) : nothing}
  ${
    url === null
      ? html`<p class="muted">You can close this page now.</p>`
      : html`<p class="muted" role="status">Taking you back…</p><p><a class="main" href="${url}">Continue now</a></p>`
  }`
  const refresh = url === null ? undefined : { seconds, url }
  return single(title, card, { refresh, embedded: endSettings(view, outcome) })
}

/** An embedded session whose time is over: the page around it may open another. */
export function overPage(embed: Embed): Html {
  return single(
    'This link has expired',
    html`<div class="sign error">${SIGNS.error}</div>
    <h1>This link has expired</h1>
    <p class="lead">Nothing was connected. Close this window and start again.</p>`,
    { embedded: invalidSession(embed) },
  )
}

/** No such session, or one that ended long ago: nothing is known of where the person came from. */
export function unknownPage(embed: Embed | null = null): Html {
  return single(
    'Link not found',
    html`<div class="sign error">${SIGNS.error}</div>
    <h1>This link does not work</h1>
    <p class="lead">It may have been used, deleted or typed wrongly. Go back to where you came from and ask for a new one.</p>`,
    { embedded: embed === null ? undefined : invalidSession(embed) },
  )
}
