'use server'

import { publicFormAction } from '@/lib/auth/action'
import { setupInput } from '@/lib/auth/setup'
import { setUp } from '@/lib/auth/setup-form'

export const setUpAction = publicFormAction(setupInput, setUp, ['agency', 'name', 'email'])
