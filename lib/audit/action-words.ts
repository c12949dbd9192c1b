/** What the audit log can be narrowed to, and the first parts of the actions that belong to each. */
const PREFIXES = {
  connections: ['connection', 'connections'],
  sessions: ['link_session', 'link_sessions', 'handoff', 'logins'],
  invites: ['invite', 'invites'],
  creators: ['creator', 'creator_page', 'creator_code', 'creator_contact'],
  team: ['member', 'membership', 'team_invite', 'team'],
  sign_in: ['account', 'password_reset'],
  bulk: ['bulk'],
  provider: ['orphan', 'orphans', 'provider_deletion', 'provider_account', 'webhook_secret'],
  settings: ['agency', 'settings', 'audit'],
} as const

export type AuditGroup = keyof typeof PREFIXES
export const AUDIT_GROUPS = Object.keys(PREFIXES) as [AuditGroup, ...AuditGroup[]]
export const prefixesOf = (group: AuditGroup): readonly string[] => PREFIXES[group]

export const GROUP_WORDS: Record<AuditGroup, string> = {
  connections: 'Connections',
  sessions: 'Link sessions',
  invites: 'Invites',
  creators: 'Creators and their pages',
  team: 'Team',
  sign_in: 'Sign-in and passwords',
  bulk: 'Done to many',
  provider: 'Provider',
  settings: 'Settings and exports',
}

/** Every action that the audit log can hold, in the words of the people who read it. */
export const ACTION_WORDS: Record<string, string> = {
  'account.password_changed': 'Changed their password',
  'account.recovery_code_used': 'Signed in with a recovery code',
  'account.recovery_codes_renewed': 'Made new recovery codes',
  'account.second_factor_off': 'Turned two-step sign-in off',
  'account.second_factor_on': 'Turned two-step sign-in on',
  'account.step_up': 'Confirmed that it is them',
  'agency.remove_logo': 'Removed the logo',
  'agency.rename': 'Renamed the agency',
  'agency.set_logo': 'Set the logo',
  'audit.export': 'Exported the audit log',
  'bulk.retry': 'Retried what had failed of many',
  'bulk.start': 'Started something for many connections',
  'bulk.stop': 'Stopped something for many connections',
  'connection.awaiting_2fa': 'Connection waits for a second factor',
  'connection.created': 'Connected an account',
  'connection.disconnect': 'Asked to disconnect',
  'connection.disconnected': 'Connection ended',
  'connection.edit': 'Edited the details',
  'connection.needs_reauth': 'Connection needs to be reconnected',
  'connection.needs_review': 'Connection blocked: another OnlyFans user answered',
  'connection.reconnected': 'Reconnected in place',
  'connection.repaired_elsewhere': 'Connection works again',
  'connection.revoke': 'Creator revoked the access',
  'connection.set_priority': 'Changed the priority',
  'connection.verified': 'Verified with the provider',
  'creator.create': 'Added a creator',
  'creator_code.send': 'Asked for a one-time code',
  'creator_contact.change': 'Changed her e-mail',
  'creator_contact.confirm': 'Confirmed her e-mail',
  'creator_page.account': 'Made an account of her page',
  'creator_page.open': 'Opened her page',
  'handoff.create': 'Made a link for the creator to join a login',
  'handoff.join': 'Creator joined a login',
  'handoff.revoke': 'Took a login back from the creator',
  'invite.answer': 'Answered an invite',
  'invite.create': 'Made an invite',
  'invite.extend': 'Changed how long an invite lasts',
  'invite.link_shown': 'Looked at an invite’s link',
  'invite.mail': 'Mailed an invite',
  'invite.pause': 'Paused an invite',
  'invite.resume': 'Opened an invite again',
  'invite.revoke': 'Revoked an invite',
  'invite.rotate': 'Gave an invite a new link',
  'link_session.answer': 'Gave a code or said that the face check is done',
  'link_session.authenticate': 'Login began at the provider',
  'link_session.ask_code': 'Asked for a code to be sent',
  'link_session.cancel': 'Link session cancelled',
  'link_session.challenge': 'The provider asked for a second factor',
  'link_session.complete': 'Link session proven',
  'link_session.drop': 'Link session dropped after review',
  'link_session.expire': 'Link session ran out of time',
  'link_session.fail': 'Link session failed',
  'link_session.mail_creator': 'Had the provider mail the creator',
  'link_session.open': 'Link session opened at the provider',
  'link_session.renew': 'Link session renewed at the provider',
  'link_session.retry': 'OnlyFans refused the login; it may be given again',
  'link_session.review': 'Link session needs a review',
  'link_session.review.close_and_open': 'Decided a review: closed the old connection',
  'link_session.review.delete': 'Decided a review: deleted at the provider',
  'link_session.review.confirm': 'Decided a review: it is the right account',
  'link_session.review.keep_new': 'Decided a review: kept as a new connection',
  'link_session.review.repair': 'Decided a review: to be repaired',
  'link_session.revoke': 'Stopped a Link session',
  'link_session.start': 'Started a Link session',
  'link_session.undo': 'Creator undid a connection',
  'link_session.verify': 'Link session came back from the provider',
  'logins.allow_more': 'Allowed one more login than is safe',
  'member.assign': 'Assigned a creator',
  'member.deactivate': 'Deactivated a person',
  'member.hand_over': 'Handed over what a person looks after',
  'member.join': 'Joined the team',
  'member.reactivate': 'Took a person back into the team',
  'member.role': 'Changed a person’s role',
  'member.transfer_ownership': 'Handed over the ownership',
  'member.unassign': 'Took a creator away',
  'membership.notices': 'Chose how to hear of what breaks',
  'orphan.adopt': 'Adopted an unknown connection',
  'orphan.delete': 'Asked to delete an unknown connection',
  'password_reset.issue': 'Issued a reset link',
  'password_reset.mail': 'Mailed a reset link',
  'password_reset.use': 'Used a reset link',
  'provider_account.add': 'Added a provider account',
  'provider_account.disable': 'Switched a provider account off',
  'provider_account.edit': 'Edited a provider account',
  'provider_account.enable': 'Switched a provider account on',
  'provider_account.hold': 'Stopped ending connections: too many at once',
  'provider_account.modes': 'Changed the ways to log in',
  'provider_account.release_hold': 'Looked at the provider and let the run go on',
  'provider_account.replace_key': 'Replaced an API key',
  'provider_deletion.confirm': 'Provider confirmed a deletion',
  'team_invite.create': 'Invited somebody into the team',
  'team_invite.link_shown': 'Looked at a team invitation’s link',
  'team_invite.resend': 'Mailed a team invitation again',
  'team_invite.revoke': 'Revoked a team invitation',
  'webhook_secret.end': 'Ended a signing secret',
  'webhook_secret.set': 'Set a signing secret',
}

/** What was refused: the names of permissions, and what has none. */
export const REFUSED_WORDS: Record<string, string> = {
  'access.forbidden': 'Tried something that their role does not allow',
  'access.not_found': 'Asked for something that is not there for them',
  'audit.read': 'Tried to read the audit log',
  'bulk.assign': 'Tried to assign many connections',
  'bulk.run': 'Tried to do something to many connections',
  'connections.connect': 'Tried to connect an account',
  'connections.disconnect': 'Tried to disconnect an account',
  'connections.edit': 'Tried to edit a connection',
  'connections.read': 'Tried to look at connections',
  'connections.verify': 'Tried to verify a connection',
  'invites.read': 'Tried to look at invites',
  'invites.revoke_many': 'Tried to revoke many invites',
  'invites.write': 'Tried to change an invite',
  'link_sessions.review_any': 'Tried to decide somebody else’s review',
  'logins.override': 'Tried to allow one more login',
  'orphans.resolve': 'Tried to resolve an unknown connection',
  'settings.edit': 'Tried to change the settings',
  'team.manage': 'Tried to change the team',
  'team.manage_owners': 'Tried to change who owns the agency',
  'team.read': 'Tried to look at the team',
}

/** The actions and refusals of a group, by name, so that the log's index on actions finds them. */
export function actionsOf(group: AuditGroup): string[] {
  const prefixes = prefixesOf(group)
  return [...Object.keys(ACTION_WORDS), ...Object.keys(REFUSED_WORDS)].filter((action) =>
    prefixes.includes(action.split('.')[0] ?? ''),
  )
}

/** An action in words; one of a newer version is shown as it is. */
export function actionWords(action: string, allowed: boolean): string {
  const words = allowed ? ACTION_WORDS : REFUSED_WORDS
  return (Object.hasOwn(words, action) ? words[action] : undefined) ?? action
}

const FIELD_WORDS: Record<string, string> = {
  assignedOnly: 'assigned creators only',
  connectionId: 'connection',
  connectionsReleased: 'connections let go',
  creatorId: 'creator',
  creatorName: 'creator',
  expiresAt: 'ends',
  invitationsRevoked: 'invitations revoked',
  inviteId: 'invite',
  linkSessionId: 'Link session',
  maxUses: 'uses',
  ownerId: 'looked after by',
  providerConnectionId: 'id at the provider',
  removedTotp: 'two-step sign-in turned off',
  removesTotp: 'two-step sign-in off',
  sessionsEnded: 'sessions ended',
  teamInviteId: 'invitation',
  toUserId: 'to',
  userId: 'person',
}

/** The name of a changed field: `expiresAt` is "ends", unknown ones are taken apart. */
export function fieldWords(field: string): string {
  return (
    (Object.hasOwn(FIELD_WORDS, field) ? FIELD_WORDS[field] : undefined) ??
    field
      .replace(/_/g, ' ')
      .replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
      .toLowerCase()
  )
}
