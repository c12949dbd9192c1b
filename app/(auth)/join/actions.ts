'use server'

import { publicFormAction } from '@/lib/auth/action'
import { joinAsMe, joinAsMeInput, joinAsNew, joinAsNewInput } from '@/lib/team/join'

export const joinAsNewAction = publicFormAction(joinAsNewInput, joinAsNew, ['name', 'email'])
export const joinAsMeAction = publicFormAction(joinAsMeInput, joinAsMe)
