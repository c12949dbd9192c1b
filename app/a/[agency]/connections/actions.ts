'use server'

import { z } from 'zod'
import { agencyAction } from '@/lib/auth/action'
import { disconnectConnection } from '@/lib/connections/disconnect-connection'
import { editConnection, editInput } from '@/lib/connections/edit-connection'
import { retryDeletion } from '@/lib/connections/retry-deletion'
import { priorityInput, setPriority } from '@/lib/connections/set-priority'
import { verifyConnection } from '@/lib/connections/verify-connection'

const verifyInput = z.strictObject({ connectionId: z.uuid() })
const disconnectInput = z.strictObject({ connectionId: z.uuid(), confirmation: z.string().max(200) })
const retryInput = z.strictObject({ deletionId: z.uuid() })

export const verifyConnectionAction = agencyAction(verifyInput, verifyConnection)
export const disconnectConnectionAction = agencyAction(disconnectInput, disconnectConnection)
export const editConnectionAction = agencyAction(editInput, editConnection)
export const retryDeletionAction = agencyAction(retryInput, retryDeletion)
export const setPriorityAction = agencyAction(priorityInput, setPriority)
