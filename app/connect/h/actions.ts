'use server'

import { joinAction } from '@/lib/connect/attempt-action'
import { joinInput } from '@/lib/handoffs/input'
import { joinFromPage } from '@/lib/handoffs/join-form'

export const joinHandoffAction = joinAction(joinInput, joinFromPage)
