'use server'

import { agencyAction } from '@/lib/auth/action'
import { issueReset, issueResetInput } from '@/lib/auth/issue-reset'
import { getResetMail, mailReset, mailResetInput } from '@/lib/auth/mail-reset'

export const issueResetAction = agencyAction(issueResetInput, issueReset)
export const mailResetAction = agencyAction(mailResetInput, mailReset)
export const getResetMailAction = agencyAction(mailResetInput, getResetMail)
