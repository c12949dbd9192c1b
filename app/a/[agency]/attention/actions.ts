'use server'

import { agencyAction } from '@/lib/auth/action'
import { orphanInput, resolveOrphan } from '@/lib/orphans/resolve-orphan'

export const resolveOrphanAction = agencyAction(orphanInput, resolveOrphan)
