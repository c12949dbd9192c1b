'use server'

import { agencyAction } from '@/lib/auth/action'
import { markNoticesRead, markReadInput } from '@/lib/notices/mark-read'
import { preferencesInput, setNoticePreferences } from '@/lib/notices/preferences'

export const markNoticesReadAction = agencyAction(markReadInput, markNoticesRead)
export const setNoticePreferencesAction = agencyAction(preferencesInput, setNoticePreferences)
