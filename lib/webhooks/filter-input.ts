import { z } from 'zod'

const first = (value: unknown) => (Array.isArray(value) ? value[0] : value)

/** The list of webhooks as it stands in the URL. A value that makes no sense is left out, never an error. */
export const webhookFilter = z.object({ account: z.preprocess(first, z.uuid().optional().catch(undefined)) })
export type WebhookFilter = z.infer<typeof webhookFilter>

/** A position of the list for the URL: when it arrived, as Postgres writes it, and its id. */
export type WebhookPosition = { at: string; id: string }

const TIME = /^2\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/

export function webhookPositionText({ at, id }: WebhookPosition): string {
  return `${at}_${id}`
}

/** Reads a position back; null when it is none. */
export function parseWebhookPosition(text: unknown): WebhookPosition | null {
  if (typeof text !== 'string' || text.length > 80) return null
  const [at = '', id = ''] = text.split('_')
  if (!TIME.test(at) || Number.isNaN(Date.parse(at)) || !z.uuid().safeParse(id).success) return null
  // Date.parse takes the 31st of any month; Postgres does not.
  return new Date(at).toISOString().slice(0, 10) === at.slice(0, 10) ? { at, id } : null
}
