'use server'

import { agencyAction } from '@/lib/auth/action'
import {
  extendInvite,
  pauseInvite,
  resumeInvite,
  revokeInvite,
  rotateInvite,
} from '@/lib/invites/change-invite'
import { createInvite } from '@/lib/invites/create-invite'
import { extendInput, inviteIdInput, inviteIdsInput, inviteInput, mailInviteInput } from '@/lib/invites/input'
import { mailInvite } from '@/lib/invites/mail-invite'
import { revokeInvites } from '@/lib/invites/revoke-invites'
import { shareLink } from '@/lib/invites/share-link'

export const createInviteAction = agencyAction(inviteInput, createInvite)
export const getInviteLinkAction = agencyAction(inviteIdInput, shareLink)
export const mailInviteAction = agencyAction(mailInviteInput, mailInvite)
export const pauseInviteAction = agencyAction(inviteIdInput, pauseInvite)
export const resumeInviteAction = agencyAction(inviteIdInput, resumeInvite)
export const extendInviteAction = agencyAction(extendInput, extendInvite)
export const rotateInviteAction = agencyAction(inviteIdInput, rotateInvite)
export const revokeInviteAction = agencyAction(inviteIdInput, revokeInvite)
export const revokeInvitesAction = agencyAction(inviteIdsInput, revokeInvites)
