'use server'

import { z } from 'zod'
import { publicFormAction } from '@/lib/auth/action'
import { signOutHere } from '@/lib/auth/sign-in'

export const signOutAction = publicFormAction(z.strictObject({}), signOutHere)
