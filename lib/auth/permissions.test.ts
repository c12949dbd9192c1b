import { expect, it } from 'vitest'
import { may, type Permission } from './permissions'

const EVERYBODY = ['owner', 'admin', 'staff'] as const
const ADMINS = ['owner', 'admin'] as const
const EXPECTED: Record<Permission, readonly string[]> = {
  'connections.read': EVERYBODY,
  'connections.connect': EVERYBODY,
  'connections.verify': EVERYBODY,
  'connections.edit': EVERYBODY,
  'connections.disconnect': ADMINS,
  'logins.override': ADMINS,
  'link_sessions.review_any': ADMINS,
  'orphans.resolve': ADMINS,
  'invites.read': EVERYBODY,
  'invites.write': EVERYBODY,
  'invites.revoke_many': ADMINS,
  'bulk.run': EVERYBODY,
  'bulk.assign': ADMINS,
  'team.read': EVERYBODY,
  'team.manage': ADMINS,
  'team.manage_owners': ['owner'],
  'audit.read': ADMINS,
  'settings.edit': ADMINS,
}

it.each(Object.entries(EXPECTED))('%s', (permission, roles) => {
  for (const role of ['owner', 'admin', 'staff', 'creator'] as const)
    for (const assignedOnly of [false, true]) {
      const actor = { kind: 'user', userId: 'u', role, assignedOnly, steppedUpAt: null } as const
      expect(may({ actor }, permission as Permission), role).toBe(roles.includes(role))
    }
  expect(may({ actor: { kind: 'system' } }, permission as Permission)).toBe(true)
  expect(may({ actor: { kind: 'creator', creatorId: 'c' } }, permission as Permission)).toBe(false)
})
