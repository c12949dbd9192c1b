import { html } from 'hono/html'
import type { Html } from './layout'
import { pathOf, type View } from './view'

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
export function cancelForm(view: View): Html {
  return html`<form method="post" action="${pathOf(view, 'cancel')}" class="cancel"><button class="quiet">Cancel</button></form>`
}

/** A card in the middle, and the panel for testers beside it; in a frame it is folded below. */
export function twoColumns(card: Html, panel: Html, { embed }: View): Html {
  return embed === null
    ? html`<div class="columns"><main class="card">${card}</main><aside class="panel" aria-label="For testing">${panel}</aside></div>`
    : html`<div class="columns single"><main class="card">${card}</main><details class="panel"><summary>Test credentials</summary>${panel}</details></div>`
}
