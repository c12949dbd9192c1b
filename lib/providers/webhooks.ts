import type { ProviderId } from './types'
import type { WebhookReader } from './webhook-types'

const READERS: Record<ProviderId, WebhookReader | null> = {
  ofauth: null,
  onlyfansapi: null,
  onlyfanskit: null,
}

/** The reader of a provider's webhooks; null for a provider that sends none about logins. */
export function webhookReader(provider: ProviderId): WebhookReader | null {
  return READERS[provider]
}
