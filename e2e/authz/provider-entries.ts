import { ADMINS, type AgencyAction, agencyAction, type PathEntry } from './kinds'

const PROVIDERS = 'app/a/[agency]/settings/providers/actions.ts'
const PAGE = '/settings/providers/[providerAccount]'

/** A key that the provider refuses: nothing is stored. */
const NO_KEY = 'sk_sandbox_nobodysKeyAtAll'

/** Provider accounts and their keys. */
export const PROVIDER_ACTIONS: Record<string, AgencyAction> = {
  [`${PROVIDERS}#addAccountAction`]: agencyAction(
    null,
    '/settings/providers/new',
    ADMINS,
    () => ({ provider: 'ofauth', label: 'Matrix', apiKey: NO_KEY }),
    { own: 'invalid_input', stepUp: true },
  ),
  [`${PROVIDERS}#checkKeyAction`]: agencyAction('providerAccount', PAGE, ADMINS, (accountId) => ({
    accountId,
  })),
  [`${PROVIDERS}#replaceKeyAction`]: agencyAction(
    'providerAccount',
    PAGE,
    ADMINS,
    (accountId) => ({ accountId, apiKey: NO_KEY }),
    { own: 'invalid_input', stepUp: true },
  ),
  [`${PROVIDERS}#editAccountAction`]: agencyAction(
    'providerAccount',
    PAGE,
    ADMINS,
    (accountId) => ({
      accountId,
      label: 'OFAuth',
      redirect: 'app_sandboxredirect',
      embed: 'app_sandboxembed',
      whitelabel: 'app_sandboxwhitelabel',
    }),
    { stepUp: true },
  ),
  [`${PROVIDERS}#setWebhookSecretAction`]: agencyAction(
    'providerAccount',
    PAGE,
    ADMINS,
    // Not a kind that this provider has.
    (providerAccountId) => ({
      providerAccountId,
      secret: 'matrix-secret',
      scheme: 'onlyfansapi_signature',
      overlapHours: 0,
    }),
    { own: 'invalid_input', stepUp: true },
  ),
  [`${PROVIDERS}#endWebhookSecretAction`]: agencyAction(
    'webhookSecret',
    PAGE.replace('[providerAccount]', '[webhookSecret]'),
    ADMINS,
    (webhookSecretId) => ({ webhookSecretId }),
    { stepUp: true },
  ),
  [`${PROVIDERS}#enableAccountAction`]: agencyAction('providerAccount', PAGE, ADMINS, (accountId) => ({
    accountId,
    enabled: true,
  })),
  [`${PROVIDERS}#allowModesAction`]: agencyAction('providerAccount', PAGE, ADMINS, (accountId) => ({
    accountId,
    modes: ['redirect'],
  })),
}

export const PROVIDER_PATHS: Record<string, PathEntry> = {
  '/a/[agency]/settings/providers': { kind: 'agency' },
  '/a/[agency]/settings/providers/[id]': { kind: 'agency', target: 'providerAccount' },
  '/a/[agency]/settings/providers/new': { kind: 'agency' },
}
