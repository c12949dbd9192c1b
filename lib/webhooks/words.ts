import type { WebhookRefusal, WebhookScheme } from '../providers/webhook-types'

/** An old secret can stay valid beside a new one for a week at most. */
export const MOST_OVERLAP_HOURS = 168

/** The kinds of signature, as one tells them apart at the provider. */
export const SCHEME_WORDS: Record<WebhookScheme, { label: string; detail: string }> = {
  ofauth_signature: {
    label: 'OFAuth-Signature',
    detail: 'As OFAuth’s current documentation describes it: a header OFAuth-Signature with t= and v1=.',
  },
  svix: {
    label: 'Svix',
    detail: 'As OFAuth’s own libraries check it: headers svix-id, svix-timestamp and svix-signature.',
  },
  onlyfansapi_signature: {
    label: 'Signature',
    detail: 'OnlyFansAPI’s header Signature, with the secret that was given when the webhook was made.',
  },
}

/** What a verified delivery did. */
export const OUTCOMES = {
  read: { label: 'Read again', detail: 'Patchbay asked the provider about this connection at once.' },
  read_later: {
    label: 'Read a little later',
    detail: 'The connection had been read a moment before. It is read once more when half a minute is over.',
  },
  joined: {
    label: 'Joined with another',
    detail: 'A read of this connection was about to be made anyway; it covers this as well.',
  },
  session: {
    label: 'Link session looked at',
    detail: 'It belongs to a Link session. The provider was asked how that one stands.',
  },
  outdated: {
    label: 'Outdated',
    detail: 'Something that happened later at the provider had arrived before. It did nothing.',
  },
  list: {
    label: 'List compared',
    detail: 'Patchbay does not know this connection, so it compared the provider’s whole list with its own.',
  },
  list_waits: {
    label: 'Waits for the next list',
    detail: 'Patchbay does not know this connection. The list was compared a moment ago and is again soon.',
  },
  nothing_to_do: {
    label: 'Nothing to do',
    detail: 'It is about a login that Patchbay follows already, or that is over.',
  },
  stored: {
    label: 'Noted only',
    detail: 'Patchbay does not act on events of this kind.',
  },
} as const satisfies Record<string, { label: string; detail: string }>
export type WebhookOutcome = keyof typeof OUTCOMES

/** The words of an outcome; null stands for one that waits for its turn, a newer version's code for itself. */
export function outcomeWords(code: string | null): { label: string; detail: string } {
  if (code === null) return { label: 'Waiting', detail: 'Its turn comes within seconds.' }
  return Object.hasOwn(OUTCOMES, code)
    ? OUTCOMES[code as WebhookOutcome]
    : { label: code, detail: 'This version does not know what it did.' }
}

/** Why deliveries were not believed, and what to do about it. */
export const REFUSALS: Record<WebhookRefusal, { label: string; todo: string }> = {
  not_set_up: {
    label: 'No secret set up',
    todo: 'Add the signing secret of this webhook under Providers; until then none can be believed.',
  },
  too_large: {
    label: 'Too large',
    todo: 'Account events are small. Choose only those at the provider, without messages and media.',
  },
  no_signature: {
    label: 'Not signed',
    todo: 'Set a signing secret at the provider, and check that the kind of signature chosen here is the one it uses.',
  },
  bad_signature_form: {
    label: 'Signature not readable',
    todo: 'Check that the kind of signature chosen here is the one that the provider uses.',
  },
  wrong_signature: {
    label: 'Wrong signature',
    todo: 'Is the secret the one that the provider shows for this webhook? If it is, somebody else tries this address: nothing they send has an effect.',
  },
  too_old: {
    label: 'Too old',
    todo: 'It was signed more than five minutes before it arrived. Check this server’s clock. The connection was read again all the same.',
  },
  from_the_future: {
    label: 'From the future',
    todo: 'It was signed more than five minutes after it arrived, as it seems. Check this server’s clock. The connection was read again all the same.',
  },
  not_json: {
    label: 'Not readable',
    todo: 'It was signed well, but is not what the provider documents. If this goes on, tell the makers of Patchbay.',
  },
}

/** The words of a cause; a newer version's code for itself. */
export function refusalWords(code: string): { label: string; todo: string } {
  return Object.hasOwn(REFUSALS, code)
    ? REFUSALS[code as WebhookRefusal]
    : { label: code, todo: 'This version does not know this cause.' }
}
