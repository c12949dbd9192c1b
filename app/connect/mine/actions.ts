'use server'

import { publicFormAction } from '@/lib/auth/action'
import {
  confirmEmailForm,
  confirmFormInput,
  emailFormInput,
  openFormInput,
  openPageForm,
  reconnectForm,
  sendCodeFormInput,
  sendEmailCodeForm,
  sendPageCodeForm,
} from '@/lib/creator-page/link-forms'
import {
  accountForm,
  accountFormInput,
  closePageForm,
  connectionFormInput,
  linkForm,
  pageFormInput,
  revokeForm,
} from '@/lib/creator-page/page-forms'

export const sendPageCodeAction = publicFormAction(sendCodeFormInput, sendPageCodeForm)
export const openPageAction = publicFormAction(openFormInput, openPageForm)
export const sendEmailCodeAction = publicFormAction(emailFormInput, sendEmailCodeForm, ['email'])
export const confirmEmailAction = publicFormAction(confirmFormInput, confirmEmailForm)
export const reconnectAction = publicFormAction(connectionFormInput, reconnectForm)
export const revokeAction = publicFormAction(connectionFormInput, revokeForm)
export const accountAction = publicFormAction(accountFormInput, accountForm, ['name'])
export const linkAction = publicFormAction(pageFormInput, linkForm)
export const closePageAction = publicFormAction(pageFormInput, closePageForm)
