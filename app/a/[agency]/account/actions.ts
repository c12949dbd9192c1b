'use server'

import { z } from 'zod'
import { userAction } from '@/lib/auth/action'
import { changeOwnPassword, changePasswordInput } from '@/lib/auth/change-own-password'
import { endAllSessions, endSession, endSessionInput } from '@/lib/auth/end-sessions'

export const changePasswordAction = userAction(changePasswordInput, changeOwnPassword)
export const endSessionAction = userAction(endSessionInput, endSession)
export const endAllSessionsAction = userAction(z.strictObject({}), endAllSessions)
