import { html } from 'hono/html'
import { type Html, nothing } from '../../pages/layout'
import type { BookProvider } from '../schema'

const BRANDS: Record<BookProvider, string> = { onlyfansapi: 'OnlyFansAPI', onlyfanskit: 'OnlyFansKit' }

type Shell = {
  provider: BookProvider
  title: string
  card: Html
  /** Seconds after which the page asks again by itself. */
  refresh?: number | undefined
  /** What the page says to the page around it, at once. */
  script?: Html | undefined
  framed?: boolean
}

/** The frame of the pages that these two providers show to a person: one card, and the warning. */
export function shell({ provider, title, card, refresh, script, framed = false }: Shell): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
${refresh === undefined ? nothing : html`<meta http-equiv="refresh" content="${refresh}">`}
<title>${title} · ${BRANDS[provider]} sandbox</title>
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/assets/sandbox.css">${script ?? nothing}
</head>
<body class="narrow${framed ? ' embedded' : ''}">
<header class="top"><div class="brand"><span>${BRANDS[provider]}</span><span class="chip">Sandbox</span></div></header>
<div class="columns single"><main class="card">${card}</main></div>
<footer class="foot"><p>A simulation on this computer. It never contacts OnlyFans: never type a real password here.</p></footer>
</body>
</html>`
}

const SIGNS = {
  success: html`<path d="M5 12.5l4.5 4.5L19 7.5" />`,
  error: html`<path d="M12 6v7.5M12 17.4v.2" />`,
  waiting: html`<path d="M12 6.5V12l3.5 2" />`,
}

/** A page that only says something, with its sign above. */
export function saying(sign: keyof typeof SIGNS, title: string, text: string, more: Html = nothing): Html {
  return html`<div class="centre"><div class="sign ${sign}"><svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">${SIGNS[sign]}</svg></div>
  <h1>${title}</h1>
  <p class="lead" role="status">${text}</p>${more}</div>`
}

/** The step is over, or there never was one. */
export const NOT_WAITING = saying(
  'error',
  'Nothing to do here',
  'This login does not wait for this any more. Go back to where you came from.',
)
