import { html } from 'hono/html'
import type { CodeProblem, SendProblem } from '../flow/codes'
import type { LoginProblem } from '../flow/engine'
import { byPhone } from '../flow/two-factor'
import { findConnection } from '../state/connections'
import type { TwoFactor } from '../state/schema'
import { credentialsPanel } from './credentials'
import { embedSettings } from './embed'
import { type Html, nothing, page } from './layout'
import { cancelForm, steps, twoColumns } from './steps'
import { pathOf, type View } from './view'
import { CODE_WORDS, LOGIN_WORDS, permissionWords } from './words'

function target({ organisation, session }: View) {
  return findConnection(organisation, session.requestedConnectionId)
}

function problemText(id: string, text: string): Html {
  return html`<p class="problem" id="${id}" role="alert">${text}</p>`
}

/** What the agency asks for, before anything is typed. */
export function consentPage(view: View): Html {
  const { organisation } = view
  const known = target(view)
  const who = known === undefined ? 'your OnlyFans account' : `@${known.username} again`
  const card = html`${steps(0)}
  <h1>${organisation.name} would like to connect ${who}</h1>
  <p class="lead">If you continue, it will be able to:</p>
  <ul class="grants">${organisation.switches.permissions.map((permission) => {
    const { title, meaning } = permissionWords(permission)
    return html`<li><strong>${title}</strong><span class="muted">${meaning}</span></li>`
  })}</ul>
  <p class="muted">${organisation.name} never sees your password. You can end this at any time by disconnecting or by changing your OnlyFans password.</p>
  <form method="post" action="${pathOf(view, 'consent')}"><button class="main">Continue</button></form>
  ${cancelForm(view)}`
  return page({
    title: 'Review access',
    body: twoColumns(card, credentialsPanel(null), view),
    embedded: embedSettings(view, { step: 'pre-login', screen: 'pre-login' }),
  })
}

export type LoginInput = { email: string; problem: LoginProblem | null }

/** E-mail and password. What was typed into the e-mail field comes back; a password never does. */
export function loginPage(view: View, { email, problem }: LoginInput): Html {
  const { session } = view
  const known = target(view)
  const emailProblem = problem === 'bad_email'
  const text = problem === null ? '' : LOGIN_WORDS[problem]
  const tries = session.loginsLeft === 1 ? '1 try left.' : `${session.loginsLeft} tries left.`
  const card = html`${steps(1)}
  <h1>Sign in to OnlyFans</h1>
  <p class="lead">${known === undefined ? 'Use the account that you want to connect.' : html`Use the account <strong>@${known.username}</strong>.`}</p>
  <form method="post" action="${pathOf(view, 'login')}" novalidate>
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
  ${cancelForm(view)}`
  const fill = (address: string) => pathOf(view, '', { email: address })
  return page({
    title: 'Sign in',
    body: twoColumns(card, credentialsPanel(fill), view),
    embedded: embedSettings(view, { step: 'login', screen: 'login' }),
  })
}

function codeLead({ kind, phoneLast4, sentAt }: TwoFactor): Html {
  const phone = html`the number ending in <strong>${phoneLast4}</strong>`
  if (kind === 'app') return html`Open your authenticator app and enter the six digits that it shows.`
  if (kind === 'both' && sentAt === null)
    return html`Enter the six digits of your authenticator app, or let us send a text message to ${phone}.`
  return html`We sent a text message to ${phone}.`
}

function sendForm(view: View, state: TwoFactor): Html {
  if (!byPhone(state)) return nothing
  const label = state.sentAt === null ? 'Send a text message' : 'Send again'
  return html`<form method="post" action="${pathOf(view, 'send')}" class="again"><button class="second"${state.sendsLeft === 0 ? html` disabled` : ''}>${label}</button><span class="muted">${state.sendsLeft} of ${state.sendsLimit} left</span></form>`
}

/** The second factor: an authenticator's code, or a text message that can be sent again. */
export function codePage(view: View, problem: CodeProblem | SendProblem | null, sent: boolean): Html {
  const state = view.session.twoFactor
  if (state === null) return nothing
  const left = state.checksLeft === 1 ? '1 try left' : `${state.checksLeft} tries left`
  const card = html`${steps(2)}
  <h1>Enter your code</h1>
  <p class="lead">${codeLead(state)}</p>
  ${sent ? html`<p class="good" role="status">A new code is on its way.</p>` : nothing}
  <form method="post" action="${pathOf(view, 'code')}" novalidate>
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
  ${sendForm(view, state)}
  ${cancelForm(view)}`
  return page({
    title: 'Enter your code',
    body: twoColumns(card, credentialsPanel(null), view),
    embedded: embedSettings(view, { step: '2fa', screen: 'otp' }),
  })
}

/** A selfie as second factor. Nobody is photographed: two buttons say how it went. */
export function selfiePage(view: View, refused: boolean): Html {
  const state = view.session.twoFactor
  if (state === null) return nothing
  const left = state.facesLeft === 1 ? '1 try left' : `${state.facesLeft} tries left`
  const card = html`${steps(2)}
  <h1>Take a selfie</h1>
  <p class="lead">${state.kind === 'forced-face' ? 'OnlyFans insists on a selfie for this login.' : 'OnlyFans wants to see that it is you.'} The camera is simulated here.</p>
  ${refused ? problemText('selfie-problem', 'The selfie was not accepted.') : nothing}
  <p class="muted" id="tries">${left}</p>
  <form method="post" action="${pathOf(view, 'selfie')}">
    <button class="main" name="result" value="accepted">Take the selfie</button>
    <button class="quiet" name="result" value="refused">Take one that is refused</button>
  </form>
  ${cancelForm(view)}`
  return page({
    title: 'Take a selfie',
    body: twoColumns(card, credentialsPanel(null), view),
    embedded: embedSettings(view, { step: '2fa', screen: 'face' }),
  })
}

/** A login that takes its time; the page asks again by itself. */
export function waitingPage(view: View): Html {
  const card = html`${steps(1)}
  <div class="centre"><div class="spinner" aria-hidden="true"></div>
  <h1>Signing in…</h1>
  <p class="lead" role="status">OnlyFans is taking a moment. Keep this page open.</p></div>
  ${cancelForm(view)}`
  return page({
    title: 'Signing in',
    body: html`<div class="columns single"><main class="card">${card}</main></div>`,
    refresh: { seconds: 1, url: pathOf(view) },
    embedded: embedSettings(view, { step: 'login', screen: 'waiting' }),
  })
}
