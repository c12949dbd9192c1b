import type { LinkMode, ProviderId } from '../providers/types'

/** Client apps that a provider wants an id for, by mode. */
export type AppMode = 'redirect' | 'embed' | 'whitelabel'

type SetupWords = {
  /** What it is, in a line. */
  about: string
  /** Where its API key is found. */
  key: string
  /** How its key begins, as an example. */
  example: string
  /** The modes that need a client app of their own. */
  apps: readonly AppMode[]
  /** Where its webhooks are set up; null when it has none about logins. */
  webhooks: string | null
  /** Where addresses of ours must be allowed; null when nothing must be. */
  addresses: string | null
}

/** How each provider is set up, in the words of its own console. */
export const SETUP_WORDS: Record<ProviderId, SetupWords> = {
  ofauth: {
    about: 'Creators log in on OFAuth’s own page. Patchbay never sees a password.',
    key: 'In OFAuth’s dashboard, under API keys. It needs the scopes ACCOUNT, LINK and ACCESS.',
    example: 'sk_live_…',
    apps: ['redirect', 'embed', 'whitelabel'],
    webhooks: 'In OFAuth’s dashboard, under Webhooks.',
    addresses: 'In the settings of each client app at OFAuth: the allowed redirect URLs.',
  },
  onlyfansapi: {
    about: 'The login is sent through Patchbay’s form, or typed in OnlyFansAPI’s widget, which keeps it.',
    key: 'In the OnlyFansAPI console, under API keys.',
    example: 'ofapi_…',
    apps: [],
    webhooks: 'In the OnlyFansAPI console, under Webhooks: choose all account events.',
    addresses: null,
  },
  onlyfanskit: {
    about: 'The login is sent through Patchbay’s form. The creator decides whether OnlyFansKit keeps it.',
    key: 'In the OnlyFansKit dashboard, under API keys. A key with all scopes works.',
    example: 'ofk_…',
    apps: [],
    webhooks: null,
    addresses: null,
  },
}

/** What each mode is called, and what it means for the person who logs in. */
export const MODE_WORDS: Record<LinkMode, { label: string; detail: string }> = {
  redirect: {
    label: 'Provider’s page',
    detail: 'The browser goes to the provider and comes back. Best on phones.',
  },
  embed: {
    label: 'Dialog',
    detail: 'The provider’s page in a dialog over this one. Best on desktops.',
  },
  polling: {
    label: 'Our form',
    detail: 'Patchbay’s own form sends the login to the provider, once, and keeps nothing of it.',
  },
  whitelabel: {
    label: 'Our form, white-label',
    detail: 'Like our form, at OFAuth. OFAuth must have approved it for you.',
  },
}

/** A client app id as OFAuth writes it. */
export const APP_ID = /^app_[a-zA-Z0-9]+$/
