'use server'

import { agencyAction } from '@/lib/auth/action'
import { bulkJobInput, startBulkInput } from '@/lib/bulk/input'
import { startBulk } from '@/lib/bulk/start-bulk'
import { retryBulk, stopBulk } from '@/lib/bulk/steer-bulk'

export const startBulkAction = agencyAction(startBulkInput, startBulk)
export const stopBulkAction = agencyAction(bulkJobInput, stopBulk)
export const retryBulkAction = agencyAction(bulkJobInput, retryBulk)
