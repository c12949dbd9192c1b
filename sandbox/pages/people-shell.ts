import { html } from 'hono/html'
import type { Runtime } from '../runtime'
import { type Html, nothing, type PeoplePlace, page } from './layout'

export type PeopleView = { here: PeoplePlace; csrf: string; query: string; note: string | null }

const HOUR = 3_600_000

/** What every form of these pages carries. */
export function hidden(view: PeopleView): Html {
  return html`<input type="hidden" name="csrf" value="${view.csrf}"><input type="hidden" name="q" value="${view.query}">`
}

/** A list to choose one thing from and a button that does it; it needs no script. */
export function chooser(
  name: string,
  label: string,
  options: readonly (readonly [value: string, label: string])[],
  button: string,
): Html {
  return html`<span class="choose"><select name="${name}" aria-label="${label}">${options.map(
    ([value, text]) => html`<option value="${value}">${text}</option>`,
  )}</select><button class="second small">${button}</button></span>`
}

function clock(runtime: Runtime, view: PeopleView): Html {
  const moved = runtime.store.state.clockOffsetMs
  const now = runtime.store.isoNow()
  return html`<p>Clock <time datetime="${now}">${now.slice(0, 16).replace('T', ' ')}</time> UTC
      <span class="muted">${moved === 0 ? 'as the computer' : `${Math.round(moved / HOUR).toLocaleString('en')} h ahead`}</span></p>
    <form method="post" action="/clock">${hidden(view)}<input type="hidden" name="here" value="${view.here}">
      <button class="second small" name="move" value="hour">+1 hour</button>
      <button class="second small" name="move" value="day">+1 day</button>
      <button class="second small" name="move" value="reset"${moved === 0 ? html` disabled` : ''}>Reset</button>
    </form>`
}

/** A search on the page itself. */
export function finder(view: PeopleView, label: string): Html {
  return html`<form class="find" method="get" action="/${view.here}" role="search">
    <label for="q">${label}</label>
    <input id="q" name="q" type="search" placeholder="Name, e-mail or id" value="${view.query}"><button class="second small">Find</button>
  </form>`
}

/** The clock, and a search where the page has one. */
export function toolbar(runtime: Runtime, view: PeopleView, find: Html = nothing): Html {
  return html`<section class="box bar" aria-label="Clock and search">${clock(runtime, view)}${find}</section>`
}

type Sheet = {
  title: string
  lead: string
  view: PeopleView
  refresh?: number | undefined
}

/** One of the pages for people: a title, what was just done, and boxes below each other. */
export function sheet({ title, lead, view, refresh }: Sheet, boxes: Html): Html {
  const { here } = view
  const body = html`<main class="sheet"><h1>${title}</h1><p class="muted">${lead}</p>
  ${view.note === null ? nothing : html`<p class="note" role="status">${view.note}</p>`}
  ${boxes}</main>`
  const again = refresh === undefined ? undefined : { seconds: refresh, url: `/${here}` }
  return page({ title, body, wide: true, here, refresh: again })
}

/** When something happened, on the sandbox's clock. */
export function clockTime(iso: string): Html {
  return html`<time class="muted" datetime="${iso}" title="${iso.slice(0, 10)}">${iso.slice(11, 19)}</time>`
}
