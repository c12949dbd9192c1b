'use server'

import { publicFormAction } from '@/lib/auth/action'
import { signInInput, signInWithPassword } from '@/lib/auth/sign-in'

export const signInAction = publicFormAction(signInInput, signInWithPassword, ['email'])
