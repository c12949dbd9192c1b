'use server'

import { publicFormAction } from '@/lib/auth/action'
import { resetPasswordInput, submitReset } from '@/lib/auth/reset-form'

export const resetPasswordAction = publicFormAction(resetPasswordInput, submitReset)
