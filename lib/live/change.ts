import { z } from 'zod'

/** The channel that the triggers of the database speak on. */
export const CHANNEL = 'patchbay_live'

const id = z.uuid().optional()

const change = z.object({
  table: z.enum([
    'link_sessions',
    'connections',
    'invites',
    'notices',
    'bulk_jobs',
    'bulk_items',
    'provider_accounts',
    'webhook_deliveries',
    'webhook_refusals',
    'webhook_secrets',
    'orphans',
    'provider_deletions',
    'mails',
    'handoffs',
    'memberships',
    'assignments',
    'team_invites',
    'creator_contacts',
    'creator_sessions',
    'sessions',
    'users',
  ]),
  agency: id,
  id,
  creator: id,
  connection: id,
  result: id,
  session: id,
  invite: id,
  job: id,
  user: id,
})

/** One row that changed, as ids: what the trigger `patchbay_live` tells. Without an agency: it is about a person. */
export type Change = z.infer<typeof change>

/** Reads a message of the channel; null for anything that is none of ours. */
export function readChange(payload: string): Change | null {
  try {
    const parsed = change.safeParse(JSON.parse(payload))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

/** Whom a change is about, when it is about a person and not about an agency's rows. */
export const personOf = ({ table, id: row, user }: Change): string | undefined =>
  table === 'users' ? row : table === 'sessions' ? user : undefined
