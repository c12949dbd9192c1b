'use server'

import { agencyAction } from '@/lib/auth/action'
import { assignCreator, assignCreatorInput } from '@/lib/team/assign-creator'
import { changeRole, changeRoleInput } from '@/lib/team/change-role'
import { deactivateMember } from '@/lib/team/deactivate-member'
import { handOver, handOverInput } from '@/lib/team/hand-over'
import { teamInviteIdInput, teamInviteInput } from '@/lib/team/invite-input'
import { inviteMember } from '@/lib/team/invite-member'
import { memberInput, reactivateMember } from '@/lib/team/reactivate-member'
import { resendTeamInvite, showTeamInviteLink } from '@/lib/team/renew-team-invite'
import { revokeTeamInvite } from '@/lib/team/revoke-team-invite'
import { transferOwnership } from '@/lib/team/transfer-ownership'

export const inviteMemberAction = agencyAction(teamInviteInput, inviteMember)
export const showTeamInviteLinkAction = agencyAction(teamInviteIdInput, showTeamInviteLink)
export const resendTeamInviteAction = agencyAction(teamInviteIdInput, resendTeamInvite)
export const revokeTeamInviteAction = agencyAction(teamInviteIdInput, revokeTeamInvite)
export const changeRoleAction = agencyAction(changeRoleInput, changeRole)
export const deactivateMemberAction = agencyAction(handOverInput, deactivateMember)
export const reactivateMemberAction = agencyAction(memberInput, reactivateMember)
export const handOverAction = agencyAction(handOverInput, handOver)
export const transferOwnershipAction = agencyAction(memberInput, transferOwnership)
export const assignCreatorAction = agencyAction(assignCreatorInput, assignCreator)
