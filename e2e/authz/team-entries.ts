import { ADMINS, type AgencyAction, agencyAction, type PathEntry, type PublicAction } from './kinds'

const TEAM = 'app/a/[agency]/team/actions.ts'
const JOIN = 'app/(auth)/join/actions.ts'

/** Who is in the team, how one joins it, and the audit log. */
export const TEAM_ACTIONS: Record<string, AgencyAction | PublicAction> = {
  [`${TEAM}#inviteMemberAction`]: agencyAction(null, '/team', ADMINS, () => ({
    // `role` is smuggled in elsewhere; here it is a field of the form.
    assignedOnly: false,
    role: 'staff',
  })),
  [`${TEAM}#showTeamInviteLinkAction`]: agencyAction('teamInvite', '/team', ADMINS, (teamInviteId) => ({
    teamInviteId,
  })),
  [`${TEAM}#resendTeamInviteAction`]: agencyAction('teamInvite', '/team', ADMINS, (teamInviteId) => ({
    teamInviteId,
  })),
  [`${TEAM}#revokeTeamInviteAction`]: agencyAction('teamInvite', '/team', ADMINS, (teamInviteId) => ({
    teamInviteId,
  })),
  [`${TEAM}#changeRoleAction`]: agencyAction('freshMember', '/team/[freshMember]', ADMINS, (userId) => ({
    userId,
    role: 'admin',
    assignedOnly: false,
  })),
  [`${TEAM}#deactivateMemberAction`]: agencyAction(
    'freshMember',
    '/team/[freshMember]',
    ADMINS,
    (userId) => ({
      userId,
      toUserId: null,
    }),
  ),
  [`${TEAM}#reactivateMemberAction`]: agencyAction(
    'formerMember',
    '/team/[formerMember]',
    ADMINS,
    (userId) => ({ userId }),
  ),
  [`${TEAM}#handOverAction`]: agencyAction('freshMember', '/team/[freshMember]', ADMINS, (userId) => ({
    userId,
    toUserId: null,
  })),
  // To somebody who is gone: it would cost the owner of this matrix their place.
  [`${TEAM}#transferOwnershipAction`]: agencyAction(
    'formerMember',
    '/team/[formerMember]',
    ['owner'],
    (userId) => ({ userId }),
    { own: 'conflict', stepUp: true },
  ),
  [`${TEAM}#assignCreatorAction`]: agencyAction('assignable', '/team/[assignable]', ADMINS, (id) => ({
    userId: id,
    creatorId: id,
    assigned: true,
  })),
  // Nobody here has opened an invitation.
  [`${JOIN}#joinAsNewAction`]: {
    kind: 'public',
    page: '/join',
    fields: (unique) => ({
      name: 'Ingo Intruder',
      email: `intruder.${unique()}@e2e.example`,
      password: 'a-long-enough-password',
    }),
    outcome: 'not_found',
  },
  [`${JOIN}#joinAsMeAction`]: { kind: 'public', page: '/join', fields: () => ({}), outcome: 'not_found' },
}

export const TEAM_PATHS: Record<string, PathEntry> = {
  // Who may not read it is told so, on a page without a line of it.
  '/a/[agency]/audit': { kind: 'agency' },
  '/a/[agency]/audit/export': { kind: 'agency', json: true, allowed: ADMINS },
  '/a/[agency]/team': { kind: 'agency' },
  '/a/[agency]/team/[id]': { kind: 'agency', target: 'member' },
  '/join': { kind: 'public', status: 200 },
  '/join/[token]': { kind: 'public', status: 303, ask: `/join/${'x'.repeat(43)}` },
}
