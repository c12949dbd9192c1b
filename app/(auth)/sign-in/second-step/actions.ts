'use server'

import { publicFormAction } from '@/lib/auth/action'
import { passSecondStep, secondStepInput } from '@/lib/auth/second-step'

export const secondStepAction = publicFormAction(secondStepInput, passSecondStep)
