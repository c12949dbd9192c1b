import { html } from 'hono/html'
import type { Html } from './layout'

const STEPS = ['Review', 'Sign in', 'Verify'] as const

/** Where the person is in the three steps. */
export function steps(current: number): Html {
  return html`<ol class="steps" aria-label="Steps">${STEPS.map(
    (label, index) =>
      html`<li class="${index < current ? 'done' : index === current ? 'now' : 'next'}"${
        index === current ? html` aria-current="step"` : ''
      }><span>${label}</span></li>`,
  )}</ol>`
}

/** The quiet way out below each form. */
export function cancelForm(clientSecret: string): Html {
  return html`<form method="post" action="/${clientSecret}/cancel" class="cancel"><button class="quiet">Cancel</button></form>`
}

/** A card in the middle, and the panel for testers beside it. */
export function twoColumns(card: Html, panel: Html): Html {
  return html`<div class="columns"><main class="card">${card}</main><aside class="panel" aria-label="For testing">${panel}</aside></div>`
}
