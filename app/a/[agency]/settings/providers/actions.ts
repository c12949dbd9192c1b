'use server'

import { agencyAction } from '@/lib/auth/action'
import { checkKey } from '@/lib/provider-accounts/check-key'
import { allowModes, editAccount, enableAccount } from '@/lib/provider-accounts/edit-account'
import {
  accountInput,
  editAccountInput,
  enableInput,
  modesInput,
  newAccountInput,
  replaceKeyInput,
} from '@/lib/provider-accounts/input'
import { addAccount, replaceKey } from '@/lib/provider-accounts/save-key'
import { secretInput, setSecretInput } from '@/lib/webhooks/input'
import { endWebhookSecret, setWebhookSecret } from '@/lib/webhooks/secrets'

export const setWebhookSecretAction = agencyAction(setSecretInput, setWebhookSecret)
export const endWebhookSecretAction = agencyAction(secretInput, endWebhookSecret)
export const addAccountAction = agencyAction(newAccountInput, addAccount)
export const checkKeyAction = agencyAction(accountInput, checkKey)
export const replaceKeyAction = agencyAction(replaceKeyInput, replaceKey)
export const editAccountAction = agencyAction(editAccountInput, editAccount)
export const enableAccountAction = agencyAction(enableInput, enableAccount)
export const allowModesAction = agencyAction(modesInput, allowModes)
