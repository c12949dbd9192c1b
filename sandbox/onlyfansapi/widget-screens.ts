import { html } from 'hono/html'
import { pageUrl } from '../logins/page-url'
import { saying, shell } from '../logins/pages/shell'
import type { ClientSession, LoginAttempt } from '../logins/schema'
import { TAGS } from '../logins/tags'
import { findAccount, type World } from '../logins/world'
import { type Html, nothing } from '../pages/layout'
import { avatarOf } from '../state/avatars'

export type Widget = { world: World; session: ClientSession; nonce: string }

/** What the widget tells the page around it, in the vendor's words. */
type Message = {
  type: 'onlyfansapi.auth.success' | 'onlyfansapi.auth.failed' | 'onlyfansapi.auth.continue'
  payload?: unknown
}

function speak({ world, nonce }: Widget, message: Message): Html {
  const data = JSON.stringify({ origins: world.runtime.config.appOrigins, message })
  return html`<script src="/embed-auth/widget.js" nonce="${nonce}" data-settings="${data}" defer></script>`
}

const page = (title: string, card: Html, script: Html = nothing, refresh?: number) =>
  shell({ provider: 'onlyfansapi', title, card, script, refresh, framed: true })

function problemText(problem: string | null): Html {
  return problem === null ? nothing : html`<p class="problem" id="problem" role="alert">${problem}</p>`
}

export function unknownScreen(): Html {
  return page(
    'Login not found',
    saying('error', 'This login does not work', 'Close this window and start again.'),
  )
}

export type Typed = { email: string; problem: string | null }

/** E-mail and password. What was typed into the e-mail field comes back; a password never does. */
export function loginScreen({ session }: Widget, { email, problem }: Typed): Html {
  const card = html`<h1>Connect your OnlyFans account</h1>
  <p class="lead">for <strong>${session.displayName}</strong></p>
  <form method="post" action="/embed-auth/${session.token}/login" novalidate>
    <label for="email">E-mail</label>
    <input id="email" name="email" type="email" inputmode="email" autocomplete="off" autocapitalize="none" spellcheck="false" value="${email}"${
      problem === null ? nothing : html` aria-invalid="true" aria-describedby="problem"`
    }>
    ${problemText(problem)}
    <label for="password">Password</label>
    <input id="password" name="password" type="password" autocomplete="off">
    <p class="warning">Sandbox only: never type a real password. It takes <code>good-password</code>.</p>
    <button class="main">Log in</button>
  </form>
  <p class="muted hint">Any name works, as in <code>mia@creator.sandbox.com</code>. A tag decides what happens: ${Object.keys(
    TAGS,
  )
    .filter((tag) => tag !== 'mobile')
    .map((tag) => html`<code>+${tag}</code> `)}</p>`
  return page('Log in', card)
}

export function waitingScreen(): Html {
  const card = html`<div class="centre"><div class="spinner" aria-hidden="true"></div><h1>Logging in…</h1>
  <p class="lead" role="status">This can take a minute. Keep this window open.</p></div>`
  return page('Logging in', card, nothing, 1)
}

const CODE_LEADS: Record<string, string> = {
  sms: 'OnlyFans sent a text message to the number ending in 42.',
  app: 'Open your authenticator app and enter the digits that it shows.',
  email: 'OnlyFans wants to verify this device. Have the code sent to your e-mail first.',
}

export function codeScreen({ session }: Widget, attempt: LoginAttempt): Html {
  const problem = attempt.problem?.message ?? null
  const card = html`<h1>Enter your code</h1>
  <p class="lead">${CODE_LEADS[attempt.challenge ?? ''] ?? ''}</p>
  ${attempt.challenge === 'email' ? html`<form method="post" action="/embed-auth/${session.token}/send" class="again"><button class="second">Send the e-mail</button>${attempt.emailSent ? html`<span class="muted" role="status">Sent.</span>` : nothing}</form>` : nothing}
  <form method="post" action="/embed-auth/${session.token}/code" novalidate>
    <label for="code">Code</label>
    <input id="code" name="code" class="code" inputmode="numeric" autocomplete="one-time-code" maxlength="16"${
      problem === null ? nothing : html` aria-invalid="true" aria-describedby="problem"`
    }>
    ${problemText(problem)}
    <p class="warning">Sandbox only: the code is <code>123456</code>.</p>
    <button class="main">Verify</button>
  </form>`
  return page('Enter your code', card)
}

export function faceScreen({ world, session }: Widget, attempt: LoginAttempt): Html {
  const card = html`<h1>Verify with a selfie</h1>
  <p class="lead">Open the page, do the selfie there, then come back and confirm.</p>
  <div class="stack">
    <a class="main" href="${pageUrl(world, attempt, 'selfie')}" target="_blank" rel="noopener">Open the selfie page</a>
    ${problemText(attempt.problem?.message ?? null)}
    <form method="post" action="/embed-auth/${session.token}/selfie"><button class="second">I did the selfie</button></form>
  </div>`
  return page('Verify with a selfie', card)
}

/** Told at once; the modal stays open until the person goes on. */
export function successScreen(widget: Widget, attempt: LoginAttempt): Html {
  const { world, session } = widget
  const person = findAccount(world, attempt.accountId)?.person
  if (person === null || person === undefined) return unknownScreen()
  const { ofUserId, username, email, name } = person
  const avatar = avatarOf(world.runtime, person)
  const onlyfansData = { id: Number(ofUserId), username, email, avatar_url: avatar, name }
  const script = speak(widget, {
    type: 'onlyfansapi.auth.success',
    payload: { accountId: attempt.accountId, username, onlyfansData },
  })
  const more = html`<p class="muted">${name} · @${username}</p>
  <form class="stack" method="post" action="/embed-auth/${session.token}/continue"><button class="main">Continue</button></form>`
  return page('Connected', saying('success', 'Account connected', 'All is done.', more), script)
}

/** Told at once; the person may try again in the same window. */
export function failedScreen(widget: Widget, attempt: LoginAttempt): Html {
  const message = attempt.problem?.message ?? 'Authentication failed'
  const script = speak(widget, { type: 'onlyfansapi.auth.failed', payload: { message } })
  const again = html`<form class="stack" method="post" action="/embed-auth/${widget.session.token}/again"><button class="main">Try again</button></form>`
  return page('Not connected', saying('error', 'Not connected', message, again), script)
}

export function continueScreen(widget: Widget): Html {
  const script = speak(widget, { type: 'onlyfansapi.auth.continue' })
  return page('Connected', saying('success', 'Account connected', 'You can close this window.'), script)
}
