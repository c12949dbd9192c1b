'use server'

import { answerAsk, answerAskInput } from '@/lib/attention/answer-ask'
import { agencyAction } from '@/lib/auth/action'
import { releaseHold, releaseHoldInput } from '@/lib/health/release-hold'
import { askCreator } from '@/lib/invites/ask-creator'
import { askCreatorInput } from '@/lib/invites/input'
import { orphanInput, resolveOrphan } from '@/lib/orphans/resolve-orphan'

export const resolveOrphanAction = agencyAction(orphanInput, resolveOrphan)
export const askCreatorAction = agencyAction(askCreatorInput, askCreator)
export const answerAskAction = agencyAction(answerAskInput, answerAsk)
export const releaseHoldAction = agencyAction(releaseHoldInput, releaseHold)
