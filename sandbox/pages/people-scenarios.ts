import { html } from 'hono/html'
import { GOOD_CODE, GOOD_PASSWORD, LINK_TAGS, SCENARIOS } from '../flow/scenarios'
import { TAGS } from '../logins/tags'
import type { Html } from './layout'
import { type PeopleView, sheet } from './people-shell'

/** Tags that one of the two providers alone can act out. */
const ONLY: Record<string, 'onlyfansapi' | 'onlyfanskit'> = { unknown: 'onlyfansapi', mobile: 'onlyfanskit' }

function cell(holds: boolean): Html {
  return holds ? html`<td class="yes">yes</td>` : html`<td class="muted">–</td>`
}

function tagRow(tag: string): Html {
  const link = Object.hasOwn(LINK_TAGS, tag) ? LINK_TAGS[tag] : undefined
  const login = Object.hasOwn(TAGS, tag) ? TAGS[tag] : undefined
  const only = Object.hasOwn(ONLY, tag) ? ONLY[tag] : undefined
  const at = (provider: 'onlyfansapi' | 'onlyfanskit') =>
    login !== undefined && (only === undefined || only === provider)
  return html`<tr><th scope="row"><code>+${tag}</code></th><td>${login?.title ?? link?.title ?? ''}</td>${cell(link !== undefined)}${cell(at('onlyfansapi'))}${cell(at('onlyfanskit'))}</tr>`
}

function tags(): Html {
  const names = [...new Set([...Object.keys(TAGS), ...Object.keys(LINK_TAGS)])]
  return html`<section class="box"><h2>By a tag before the @</h2>
  <p class="empty">Write it like <code>mia+sms@creator.sandbox.com</code>. It goes over what the domain says. Any name works in the place of “mia”; the same address is always the same OnlyFans user.</p>
  <div class="scroll"><table><thead><tr><th scope="col">Tag</th><th scope="col">What happens</th><th scope="col">OFAuth</th><th scope="col">Only<wbr>Fans<wbr>API</th><th scope="col">Only<wbr>Fans<wbr>Kit</th></tr></thead>
  <tbody>${names.map(tagRow)}</tbody></table></div></section>`
}

function domains(): Html {
  return html`<section class="box"><h2>By the domain</h2>
  <p class="empty">The first four are published by OFAuth; the others are this sandbox's own.</p>
  <div class="scroll"><table><thead><tr><th scope="col">E-mail</th><th scope="col">What happens</th><th scope="col">From</th></tr></thead>
  <tbody>${SCENARIOS.map(
    ({ id, title, ours }) =>
      html`<tr><th scope="row"><code>mia@<wbr>${id}.<wbr>sandbox.com</code></th><td>${title}</td><td class="muted">${ours ? 'sandbox' : 'OFAuth'}</td></tr>`,
  )}</tbody></table></div></section>`
}

/** Everything that can be typed into a login, and what it does. */
export function scenariosPage(view: PeopleView): Html {
  const lead = 'What a login does is decided by its e-mail. No other address is accepted.'
  return sheet(
    { title: 'Scenarios', lead, view },
    html`<section class="box bar"><dl class="pairs"><div><dt>Password</dt><dd><code>${GOOD_PASSWORD}</code></dd></div><div><dt>Code</dt><dd><code>${GOOD_CODE}</code></dd></div></dl>
    <p class="muted">Everything else is wrong. Never type a real password.</p></section>${tags()}${domains()}`,
  )
}
