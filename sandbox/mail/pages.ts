import { html } from 'hono/html'
import { type Html, page } from '../pages/layout'
import type { StoredMail } from './mailbox'

const MOST_SHOWN = 100

/** `/mailbox?to=…`, or `/mailbox` without a filter. */
function listPath(to: string): string {
  return to === '' ? '/mailbox' : `/mailbox?${new URLSearchParams({ to })}`
}

const time = (at: string) => html`<time datetime="${at}">${at.slice(0, 16).replace('T', ' ')} UTC</time>`

const kindOf = (mail: StoredMail) =>
  mail.headers.find((header) => header.key === 'x-patchbay-kind')?.value ?? 'mail'

function row(mail: StoredMail): Html {
  return html`<li><a href="/mailbox/${mail.id}"><strong>${mail.subject === '' ? '(no subject)' : mail.subject}</strong></a>
    <span class="muted">to ${mail.to.join(', ')}</span><span class="muted">from ${mail.sender}</span>
    <span class="mail-side"><span class="chip">${kindOf(mail).replaceAll('_', ' ')}</span><span class="muted">${time(mail.at)}</span></span></li>`
}

function mailList(mails: StoredMail[], to: string): Html {
  if (mails.length === 0)
    return html`<p class="empty">${to === '' ? 'No mail has come in yet. Send an invite by e-mail and look again.' : 'No mail went to such an address.'}</p>`
  const more = mails.length - MOST_SHOWN
  return html`<ul class="mails">${mails.slice(0, MOST_SHOWN).map(row)}</ul>
    ${more > 0 ? html`<p class="empty">and ${more} older ones: search for an address to find them.</p>` : ''}`
}

/** The list, newest first, with a search by address. */
export function mailboxPage(mails: StoredMail[], to: string): Html {
  const body = html`<main class="sheet"><h1>Mailbox</h1>
  <section class="box bar" aria-label="Search">
    <p class="muted">Everything that the demo sends arrives here, over SMTP. Nothing leaves this computer.</p>
    <form class="find" method="get" action="/mailbox" role="search">
      <label for="to">Find by address</label>
      <input id="to" name="to" type="search" placeholder="Address" value="${to}"><button class="second small">Find</button>
    </form>
  </section>
  <section class="box">${mailList(mails, to)}</section>
  <section class="box"><h2>Addresses that fail</h2><p class="empty">Mail to <code>anyone@bounce.sandbox.com</code> is refused for good, and to <code>anyone@slow.sandbox.com</code> for now.</p></section></main>`
  return page({ title: 'Mailbox', body, wide: true, here: 'mailbox' })
}

export type MailView = 'html' | 'text' | 'headers'

const TABS: [MailView, string][] = [
  ['html', 'As designed'],
  ['text', 'Plain text'],
  ['headers', 'Headers'],
]

function part(mail: StoredMail, view: MailView): Html {
  if (view === 'headers')
    return html`<dl class="mail-headers">${mail.headers.map(({ key, value }) => html`<div><dt>${key}</dt><dd>${value}</dd></div>`)}</dl>`
  if (view === 'text')
    return html`<pre class="mail-text">${mail.text ?? 'This mail has no plain text.'}</pre>`
  if (mail.html === null) return html`<p class="empty">This mail has no designed part.</p>`
  // No scripts and no forms; its links open beside this page.
  return html`<iframe class="mail-body" title="The mail" src="/mailbox/${mail.id}/body" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>`
}

/** One mail: as designed, as text, and its headers. */
export function mailPage(mail: StoredMail, view: MailView): Html {
  const [first = ''] = mail.to
  const body = html`<main class="sheet"><p class="mail-back"><a href="${listPath('')}">All mails</a> <a href="${listPath(first)}">To this address</a></p>
  <h1>${mail.subject === '' ? '(no subject)' : mail.subject}</h1>
  <section class="box"><p><span class="muted">From</span> ${mail.sender}</p><p><span class="muted">To</span> ${mail.to.join(', ')}</p><p class="muted">${time(mail.at)}</p></section>
  <section class="box mail-box"><nav class="tabs" aria-label="Parts of the mail">${TABS.map(
    ([name, label]) =>
      html`<a href="/mailbox/${mail.id}?part=${name}"${name === view ? html` aria-current="page"` : ''}>${label}</a>`,
  )}</nav>${part(mail, view)}</section></main>`
  return page({ title: mail.subject, body, wide: true, here: 'mailbox' })
}
