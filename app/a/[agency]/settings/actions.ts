'use server'

import { z } from 'zod'
import { agencyAction } from '@/lib/auth/action'
import { logoInput, nameInput } from '@/lib/settings/input'
import { renameAgency } from '@/lib/settings/rename-agency'
import { removeLogo, setLogo } from '@/lib/settings/set-logo'

export const renameAgencyAction = agencyAction(nameInput, renameAgency)
export const setLogoAction = agencyAction(logoInput, setLogo)
export const removeLogoAction = agencyAction(z.strictObject({}), removeLogo)
