/** The roles that a person can have in a team, the most powerful first. */
export const TEAM_ROLES = ['owner', 'admin', 'staff'] as const
export type TeamRole = (typeof TEAM_ROLES)[number]

export const ROLE_WORDS: Record<TeamRole | 'creator', { label: string; may: string }> = {
  owner: { label: 'Owner', may: 'Everything, also making and removing other owners.' },
  admin: {
    label: 'Admin',
    may: 'Runs the team, disconnects accounts, changes settings and reads the audit log.',
  },
  staff: { label: 'Staff', may: 'Connects, reconnects and looks after accounts, and invites creators.' },
  creator: { label: 'Creator', may: 'Sees her own page and nothing of the team’s.' },
}

/** "Staff, assigned creators only": a role as it stands in lists and in the audit log. */
export function roleLabel(role: TeamRole | 'creator', assignedOnly: boolean): string {
  return assignedOnly ? `${ROLE_WORDS[role].label}, assigned creators only` : ROLE_WORDS[role].label
}

/** Where an invitation into the team stands. */
export type TeamInviteState = 'pending' | 'accepted' | 'revoked' | 'expired'
