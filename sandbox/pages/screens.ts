import { html } from 'hono/html'
import type { CodeProblem, SendProblem } from '../flow/codes'
import type { LoginProblem } from '../flow/engine'
import { findConnection } from '../state/connections'
import type { LinkSession, Organisation } from '../state/schema'
import { credentialsPanel } from './credentials'
import { type Html, nothing, page } from './layout'
import { cancelForm, steps, twoColumns } from './steps'
import { CODE_WORDS, LOGIN_WORDS, permissionWords } from './words'

type Screen = { organisation: Organisation; session: LinkSession }

function target({ organisation, session }: Screen) {
  return findConnection(organisation, session.requestedConnectionId)
}

function problemText(id: string, text: string): Html {
  return html`<p class="problem" id="${id}" role="alert">${text}</p>`
}

/** What the agency asks for, before anything is typed. */
export function consentPage(screen: Screen): Html {
  const { organisation, session } = screen
  const known = target(screen)
  const who = known === undefined ? 'your OnlyFans account' : `@${known.username} again`
  const card = html`${steps(0)}
  <h1>${organisation.name} would like to connect ${who}</h1>
  <p class="lead">If you continue, it will be able to:</p>
  <ul class="grants">${organisation.switches.permissions.map((permission) => {
    const { title, meaning } = permissionWords(permission)
    return html`<li><strong>${title}</strong><span class="muted">${meaning}</span></li>`
  })}</ul>
  <p class="muted">${organisation.name} never sees your password. You can end this at any time by disconnecting or by changing your OnlyFans password.</p>
  <form method="post" action="/${session.clientSecret}/consent"><button class="main">Continue</button></form>
  ${cancelForm(session.clientSecret)}`
  return page({ title: 'Review access', body: twoColumns(card, credentialsPanel(null)) })
}

export type LoginInput = { email: string; problem: LoginProblem | null }

/** E-mail and password. What was typed into the e-mail field comes back; a password never does. */
export function loginPage(screen: Screen, { email, problem }: LoginInput): Html {
  const { session } = screen
  const known = target(screen)
  const emailProblem = problem === 'bad_email'
  const text = problem === null ? '' : LOGIN_WORDS[problem]
  const tries = session.loginsLeft === 1 ? '1 try left.' : `${session.loginsLeft} tries left.`
  const card = html`${steps(1)}
  <h1>Sign in to OnlyFans</h1>
  <p class="lead">${known === undefined ? 'Use the account that you want to connect.' : html`Use the account <strong>@${known.username}</strong>.`}</p>
  <form method="post" action="/${session.clientSecret}/login" novalidate>
    <label for="email">E-mail</label>
    <input id="email" name="email" type="email" inputmode="email" autocomplete="off" autocapitalize="none" spellcheck="false"
      value="${email}"${emailProblem ? html` aria-invalid="true" aria-describedby="email-problem"` : ''}${email === '' || emailProblem ? html` autofocus` : ''}>
    ${emailProblem ? problemText('email-problem', text) : nothing}
    <label for="password">Password</label>
    <input id="password" name="password" type="password" autocomplete="off"${
      problem !== null && !emailProblem ? html` aria-invalid="true" aria-describedby="password-problem"` : ''
    }${email !== '' && !emailProblem ? html` autofocus` : ''}>
    ${problem !== null && !emailProblem ? problemText('password-problem', problem === 'wrong_password' ? `${text} ${tries}` : text) : nothing}
    <p class="warning">Sandbox only: never type a real password.</p>
    <button class="main">Sign in</button>
  </form>
  ${cancelForm(session.clientSecret)}`
  const fill = (address: string) => `/${session.clientSecret}?email=${encodeURIComponent(address)}`
  return page({ title: 'Sign in', body: twoColumns(card, credentialsPanel(fill)) })
}

/** The second factor: an authenticator's code, or a text message that can be sent again. */
export function codePage(
  { session }: Screen,
  problem: CodeProblem | SendProblem | null,
  sent: boolean,
): Html {
  const state = session.twoFactor
  if (state === null) return nothing
  const sms = state.kind === 'sms'
  const left = state.checksLeft === 1 ? '1 try left' : `${state.checksLeft} tries left`
  const card = html`${steps(2)}
  <h1>Enter your code</h1>
  <p class="lead">${sms ? html`We sent a text message to the number ending in <strong>${state.phoneLast4}</strong>.` : 'Open your authenticator app and enter the six digits that it shows.'}</p>
  ${sent ? html`<p class="good" role="status">A new code is on its way.</p>` : nothing}
  <form method="post" action="/${session.clientSecret}/code" novalidate>
    <label for="code">Six-digit code</label>
    <input id="code" name="code" class="code" inputmode="numeric" autocomplete="one-time-code" maxlength="9" autofocus${
      problem === null
        ? html` aria-describedby="tries"`
        : html` aria-invalid="true" aria-describedby="code-problem tries"`
    }>
    ${problem === null ? nothing : problemText('code-problem', CODE_WORDS[problem])}
    <p class="muted" id="tries">${left}</p>
    <button class="main">Verify</button>
  </form>
  ${sms ? html`<form method="post" action="/${session.clientSecret}/send" class="again"><button class="second"${state.sendsLeft === 0 ? html` disabled` : ''}>Send again</button><span class="muted">${state.sendsLeft} of ${state.sendsLimit} left</span></form>` : nothing}
  ${cancelForm(session.clientSecret)}`
  return page({ title: 'Enter your code', body: twoColumns(card, credentialsPanel(null)) })
}

/** A login that takes its time; the page asks again by itself. */
export function waitingPage({ session }: Screen): Html {
  const card = html`${steps(1)}
  <div class="centre"><div class="spinner" aria-hidden="true"></div>
  <h1>Signing in…</h1>
  <p class="lead" role="status">OnlyFans is taking a moment. Keep this page open.</p></div>
  ${cancelForm(session.clientSecret)}`
  return page({
    title: 'Signing in',
    body: html`<div class="columns single"><main class="card">${card}</main></div>`,
    refresh: { seconds: 1 },
  })
}
