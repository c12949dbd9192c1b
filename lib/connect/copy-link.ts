import 'server-only'
import { notFound } from '../errors'
import { inviteUrl } from '../invites/tokens'
import { readInviteToken } from './cookie'

/**
 * The link that this browser opened, so that she can take it to another one: an app's own browser knows only the clean
 * address. Told to whoever holds it already, at a press; it never stands in the page.
 */
export async function copyLink(): Promise<{ url: string }> {
  const token = await readInviteToken()
  if (!token) throw notFound('link')
  return { url: inviteUrl(token) }
}
