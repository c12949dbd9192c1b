import type { IssuedReset } from '@/lib/auth/issue-reset'
import type { ResetMail } from '@/lib/auth/mail-reset'
import type { AgencyAction } from '../connections/use-agency-action'

/** What the dialog of a reset link can do. */
export type ResetActions = {
  issue: AgencyAction<IssuedReset>
  mail: AgencyAction<{ to: string }>
  mailStatus: AgencyAction<ResetMail | null>
}
