import { randomBytes } from 'node:crypto'
import type { Ctx } from '../../lib/auth/context'
import { setWebhookSecret } from '../../lib/webhooks/secrets'
import { setWebhookEndpoint } from './sandbox'

type Account = { provider: 'ofauth' | 'onlyfansapi'; accountId: string; apiKey: string }

/** Lets the sandbox tell the demo what happens: one secret on both sides, and the account's own address. */
export async function seedWebhooks(ctx: Ctx, { provider, accountId, apiKey }: Account): Promise<void> {
  const ofauth = provider === 'ofauth'
  const secret = ofauth ? `whsec_${randomBytes(24).toString('base64')}` : randomBytes(32).toString('hex')
  await setWebhookSecret(ctx, {
    providerAccountId: accountId,
    secret,
    scheme: ofauth ? 'svix' : 'onlyfansapi_signature',
    overlapHours: 0,
  })
  await setWebhookEndpoint(apiKey, {
    provider,
    secret,
    // The demo's port may be another one tomorrow, and the sandbox is told of it at each start.
    url: `/api/webhooks/${provider}/${accountId}`,
  })
}
