import { html } from 'hono/html'
import { GOOD_CODE, GOOD_PASSWORD, SCENARIOS, type Scenario } from '../flow/scenarios'
import { type Html, nothing } from './layout'

/** The name before the @ decides who logs in. */
const EXAMPLE = 'mia'

/** `fill` gives the address that types an e-mail into the form, where there is one. */
type Fill = ((email: string) => string) | null

function row(scenario: Scenario, fill: Fill): Html {
  const email = `${EXAMPLE}@${scenario.id}.sandbox.com`
  const shown = html`<code>${EXAMPLE}@<wbr>${scenario.id}<wbr>.sandbox.com</code>`
  return html`<li>
    ${fill === null ? html`<span>${shown}</span>` : html`<a href="${fill(email)}">${shown}</a>`}
    <span class="muted">${scenario.title}</span>
  </li>`
}

/** The panel with everything that can be typed here. */
export function credentialsPanel(fill: Fill): Html {
  const published = SCENARIOS.filter((scenario) => !scenario.ours)
  const ours = SCENARIOS.filter((scenario) => scenario.ours)
  return html`<h2>Test credentials</h2>
  <dl class="pairs">
    <div><dt>Password</dt><dd><code>${GOOD_PASSWORD}</code></dd></div>
    <div><dt>Code</dt><dd><code>${GOOD_CODE}</code></dd></div>
  </dl>
  <h3>E-mail <span class="muted">published by the provider</span></h3>
  <ul class="scenarios">${published.map((scenario) => row(scenario, fill))}</ul>
  <h3>E-mail <span class="muted">added by this sandbox</span></h3>
  <ul class="scenarios">${ours.map((scenario) => row(scenario, fill))}</ul>
  <p class="muted">Any name works before the @: the same e-mail is always the same OnlyFans user, another e-mail is another user.${
    fill === null ? nothing : html` Choose a line to fill it in.`
  }</p>`
}
