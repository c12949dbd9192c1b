import type { Translate } from '../i18n/translate'

type Area = 'profile' | 'posts' | 'messages' | 'subscribers' | 'lists' | 'promotions' | 'vault'

type PermissionKey =
  | `${Area}.${'read' | 'write'}`
  | `${'subscriptions' | 'analytics' | 'earnings' | 'notifications'}.read`
  | 'users.write'

/** Where the words of a permission string stand in the connect page's messages; in the order in which they read best. */
const KEYS: Readonly<Record<string, PermissionKey>> = {
  'profile:read': 'profile.read',
  'posts:read': 'posts.read',
  'messages:read': 'messages.read',
  'subscribers:read': 'subscribers.read',
  'subscriptions:read': 'subscriptions.read',
  'lists:read': 'lists.read',
  'promotions:read': 'promotions.read',
  'vault:read': 'vault.read',
  'analytics:read': 'analytics.read',
  'earnings:read': 'earnings.read',
  'notifications:read': 'notifications.read',
  'profile:write': 'profile.write',
  'posts:write': 'posts.write',
  'messages:write': 'messages.write',
  'subscribers:write': 'subscribers.write',
  'lists:write': 'lists.write',
  'promotions:write': 'promotions.write',
  'vault:write': 'vault.write',
  'users:write': 'users.write',
}

/** `area:read` or `area:write`. A key's own scopes, such as ACCESS, say nothing about an account. */
const OF_ACCOUNT = /^[a-z][a-z0-9_-]*:[a-z]+$/i

function line(t: Translate<'connect'>, permission: string, provider: string): string {
  const key = Object.hasOwn(KEYS, permission) ? KEYS[permission] : undefined
  return key ? t(`permissions.${key}`) : t('permissions.unknown', { name: permission.slice(0, 80), provider })
}

/**
 * Permission strings as lines for the creator: what may be seen, and what may be changed. One that has no words is
 * named as it is, among what may be changed. Pure.
 */
export function grantLines(
  t: Translate<'connect'>,
  permissions: readonly string[],
  provider: string,
): { sees: string[]; does: string[] } {
  const asked = new Set(permissions.filter((permission) => OF_ACCOUNT.test(permission)))
  const known = Object.keys(KEYS).filter((permission) => asked.has(permission))
  const others = [...asked].filter((permission) => !Object.hasOwn(KEYS, permission)).sort()
  const isRead = (permission: string) => permission.endsWith(':read')
  const words = (permission: string) => line(t, permission, provider)
  const sorted = [...known, ...others]
  return {
    sees: sorted.filter(isRead).map(words),
    does: sorted.filter((permission) => !isRead(permission)).map(words),
  }
}
