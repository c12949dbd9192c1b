import { html } from 'hono/html'
import { type Html, nothing } from '../../pages/layout'
import type { LoginAttempt } from '../schema'
import { NOT_WAITING, saying } from './shell'

const who = (attempt: LoginAttempt): Html => html`<strong>${attempt.email ?? attempt.displayName}</strong>`

/** Where the person does the selfie. Whoever began the login has to say afterwards that it is done. */
export function selfieCard(attempt: LoginAttempt): Html {
  if (attempt.state !== 'challenge' || attempt.challenge !== 'face') return NOT_WAITING
  if (attempt.faceDone) {
    return saying('success', 'Selfie accepted', 'Go back to where you came from and confirm that it is done.')
  }
  return html`<h1>Verify with a selfie</h1>
  <p class="lead">OnlyFans wants to see that it is really you who logs in as ${who(attempt)}. Here a button stands for the camera.</p>
  <form method="post"><input type="hidden" name="does" value="selfie"><p class="warning">Sandbox only: no picture is taken.</p>
  <button class="main">I did the selfie</button></form>`
}

/** The phone app, or a page that does the same: the person lets the login through or refuses it. */
export function phoneCard(attempt: LoginAttempt, problem: string | null): Html {
  if (attempt.state === 'succeeded' || attempt.state === 'pending') {
    return saying('success', 'Login approved', 'You can close this page and go back.')
  }
  if (attempt.state !== 'challenge') return NOT_WAITING
  const asks = attempt.email === null
  return html`<h1>Approve this login?</h1>
  <p class="lead">${asks ? html`<strong>${attempt.displayName}</strong> waits for you to log in with the phone app.` : html`Somebody logs in as ${who(attempt)}.`} This page stands for your phone.</p>
  <form method="post" novalidate>
  ${
    asks
      ? html`<label for="email">E-mail</label><input id="email" name="email" type="email" inputmode="email" autocomplete="off" autocapitalize="none" spellcheck="false" placeholder="mia@creator.sandbox.com"${
          problem === null ? nothing : html` aria-invalid="true" aria-describedby="email-problem"`
        }>${problem === null ? nothing : html`<p class="problem" id="email-problem" role="alert">${problem}</p>`}`
      : nothing
  }
  <p class="warning">Sandbox only: an e-mail below sandbox.com, and no password.</p>
  <button class="main" name="does" value="approve">Approve</button>
  <button class="quiet" name="does" value="refuse">Refuse</button></form>`
}
