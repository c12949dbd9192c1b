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
  'link_sessions.review_any': ADMINS,
  'orphans.resolve': ADMINS,
}

it.each(Object.entries(EXPECTED))('%s', (permission, roles) => {
  for (const role of ['owner', 'admin', 'staff', 'creator'] as const) {
    const allowed = may(
      { actor: { kind: 'user', userId: 'u', role, assignedOnly: false, steppedUpAt: null } },
      permission as Permission,
    )
    expect(allowed, role).toBe(roles.includes(role))
  }
  expect(may({ actor: { kind: 'system' } }, permission as Permission)).toBe(true)
})
