import { ofauthWebhooks } from './ofauth/webhooks'
import { onlyfansapiWebhooks } from './onlyfansapi/webhooks'
import type { ProviderId } from './types'
import type { WebhookReader } from './webhook-types'

/** OnlyFansKit sends what happens on OnlyFans, and nothing about its connections. */
const READERS: Record<ProviderId, WebhookReader | null> = {
  ofauth: ofauthWebhooks,
  onlyfansapi: onlyfansapiWebhooks,
  onlyfanskit: null,
}

/** What verifies and reads the deliveries of a provider; null for one that tells nothing about its connections. */
export function webhookReader(provider: ProviderId): WebhookReader | null {
  return READERS[provider]
}
