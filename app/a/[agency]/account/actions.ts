'use server'

import { z } from 'zod'
import { userAction } from '@/lib/auth/action'
import { changeOwnPassword, changePasswordInput } from '@/lib/auth/change-own-password'
import { endAllSessions, endSession, endSessionInput } from '@/lib/auth/end-sessions'
import {
  confirmOwnTotp,
  renewOwnRecoveryCodes,
  startOwnTotp,
  stepUpHere,
  turnOffOwnTotp,
} from '@/lib/auth/second-factor-account'
import { stepUpInput } from '@/lib/auth/step-up-proof'
import { confirmTotpInput } from '@/lib/auth/totp-setup'

const nothing = z.strictObject({})

export const changePasswordAction = userAction(changePasswordInput, changeOwnPassword)
export const endSessionAction = userAction(endSessionInput, endSession)
export const endAllSessionsAction = userAction(nothing, endAllSessions)
export const startTotpAction = userAction(nothing, startOwnTotp)
export const confirmTotpAction = userAction(confirmTotpInput, confirmOwnTotp)
export const turnOffTotpAction = userAction(nothing, turnOffOwnTotp)
export const renewRecoveryCodesAction = userAction(nothing, renewOwnRecoveryCodes)
export const stepUpAction = userAction(stepUpInput, stepUpHere)
