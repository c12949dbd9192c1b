import 'server-only'
import { currentMemberships } from '../auth/current-user'
import { AppError } from '../errors'
import { ensureBrowser } from '../link-sessions/browser-cookie'
import { setHandoffToken } from './cookie'
import { handoffRequest } from './handoff-visit'
import type { JoinInput } from './input'
import { joinHandoff } from './join-handoff'

/**
 * The press on a hand-off's page: binds this browser to the attempt. A browser in which somebody of a team is signed in
 * is refused, because the team must not see what the creator is asked. Throws `forbidden`, `not_found`.
 */
export async function joinFromPage({ token }: JoinInput): Promise<void> {
  if ((await currentMemberships()).some(({ role }) => role !== 'creator'))
    throw new AppError(
      'forbidden',
      'This link is for the creator. You are signed in as a member of a team in this browser.',
    )
  const browser = await ensureBrowser()
  await joinHandoff({ ...(await handoffRequest(token, browser)), browser })
  await setHandoffToken(token)
}
