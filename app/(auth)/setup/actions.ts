'use server'

import { publicFormAction } from '@/lib/auth/action'
import { setUp, setupInput } from '@/lib/auth/setup'

export const setUpAction = publicFormAction(setupInput, setUp, ['agency', 'name', 'email'])
