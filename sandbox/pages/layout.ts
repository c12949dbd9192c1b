import type { Context } from 'hono'
import { html } from 'hono/html'
import type { Embed } from './view'

/** A piece of HTML whose values are escaped. */
export type Html = ReturnType<typeof html>

export const nothing: Html = html``

/** What an embedded page says at once, and what it answers later. */
export type EmbedSettings = {
  embed: Embed
  /** Where the person is, for whoever closes the page. */
  step: string
  answers: boolean
  messages: { event: string; metadata?: unknown }[]
}

const PLACES = {
  accounts: 'Accounts',
  attempts: 'Attempts',
  webhooks: 'Webhooks',
  scenarios: 'Scenarios',
  mailbox: 'Mailbox',
} as const
/** One of the pages for people; its address is its name. */
export type PeoplePlace = keyof typeof PLACES

export function isPlace(text: string): text is PeoplePlace {
  return Object.hasOwn(PLACES, text)
}

type PageOptions = {
  title: string
  body: Html
  /** A refresh of this page, or the way to another one; works without JavaScript. */
  refresh?: { seconds: number; url?: string } | undefined
  wide?: boolean
  /** Which of the pages for people this is; the others have no navigation. */
  here?: PeoplePlace
  embedded?: EmbedSettings | undefined
}

const mark = html`<svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
  <rect width="32" height="32" rx="9" class="mark-ground" />
  <rect x="7" y="12.5" width="11" height="7" rx="3.5" class="mark-line" />
  <rect x="14" y="12.5" width="11" height="7" rx="3.5" class="mark-line" />
</svg>`

function refreshTag(refresh: PageOptions['refresh']): Html {
  if (refresh === undefined) return nothing
  const content = refresh.url === undefined ? `${refresh.seconds}` : `${refresh.seconds};url=${refresh.url}`
  return html`<meta http-equiv="refresh" content="${content}">`
}

function embedScript(settings: EmbedSettings | undefined): Html {
  if (settings === undefined) return nothing
  const { embed, step, answers, messages } = settings
  const data = JSON.stringify({ origin: embed.origin, step, answers, messages })
  return html`<script src="/assets/embed.js" nonce="${embed.nonce}" data-settings="${data}" defer></script>`
}

function themeOf(settings: EmbedSettings | undefined): Html {
  const theme = settings?.embed.theme ?? 'auto'
  return theme === 'auto' ? nothing : html` data-theme="${theme}"`
}

function navigation(here: PageOptions['here']): Html {
  if (here === undefined) return nothing
  return html`<nav class="places" aria-label="Sandbox">${Object.entries(PLACES).map(
    ([name, label]) =>
      html`<a href="/${name}"${name === here ? html` aria-current="page"` : ''}>${label}</a>`,
  )}</nav>`
}

/** The frame that all pages share: brand, content, and the warning that belongs on every one of them. */
export function page({ title, body, refresh, wide, here, embedded }: PageOptions): Html {
  const width = wide === true ? 'wide' : 'narrow'
  const brand = here === undefined ? 'OFAuth Link' : 'Providers'
  return html`<!doctype html>
<html lang="en"${themeOf(embedded)}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
${refreshTag(refresh)}
<title>${title} · ${brand} sandbox</title>
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/assets/sandbox.css">${embedScript(embedded)}
</head>
<body class="${width}${embedded === undefined ? '' : ' embedded'}">
<header class="top">
  <div class="brand">${mark}<span>${brand}</span><span class="chip">Sandbox</span></div>${navigation(here)}
</header>
${body}
<footer class="foot"><p>A simulation on this computer. It never contacts OnlyFans: never type a real password here.</p></footer>
</body>
</html>`
}

/**
 * Headers of every page: nothing is loaded from elsewhere, forms stay at home, and no script runs but the one
 * that carries `nonce`.
 */
export function pageHeaders(c: Context, frameAncestors = "'none'", nonce?: string): void {
  const script = nonce === undefined ? '' : ` script-src 'nonce-${nonce}';`
  c.header(
    'Content-Security-Policy',
    `default-src 'none';${script} style-src 'self'; img-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors ${frameAncestors}`,
  )
  if (frameAncestors === "'none'") c.header('X-Frame-Options', 'DENY')
  c.header('X-Content-Type-Options', 'nosniff')
  // Not no-referrer: with that a form's own Origin header would be "null".
  c.header('Referrer-Policy', 'same-origin')
  c.header('Cache-Control', 'no-store')
}
