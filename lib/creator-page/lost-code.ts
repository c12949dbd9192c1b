import 'server-only'
import { currentVisit } from '../connect/visit'
import { codeIsLost } from './codes'
import { withSystemRights } from './creator-context'

/** Whether the mail with the code that this browser asked for last could not be delivered. */
export async function lostCode(purpose: 'confirm_email' | 'open_page'): Promise<boolean> {
  const visit = await currentVisit()
  if (!visit?.browser) return false
  return codeIsLost(withSystemRights(visit.ctx), { purpose, browser: visit.browser })
}
