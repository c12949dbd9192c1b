import { AppError } from '../errors'
import type { Role } from '../system/find-memberships'
import type { Ctx } from './context'

/** Who may do what. A verb names its permission as its first act, so no action, route or job can skip it. */
const PERMISSIONS = {
  'connections.read': ['owner', 'admin', 'staff'],
  'connections.connect': ['owner', 'admin', 'staff'],
  'connections.verify': ['owner', 'admin', 'staff'],
  'connections.edit': ['owner', 'admin', 'staff'],
  'connections.disconnect': ['owner', 'admin'],
  'link_sessions.review_any': ['owner', 'admin'],
  'logins.override': ['owner', 'admin'],
  'orphans.resolve': ['owner', 'admin'],
  'invites.read': ['owner', 'admin', 'staff'],
  'invites.write': ['owner', 'admin', 'staff'],
  'invites.revoke_many': ['owner', 'admin'],
  'bulk.run': ['owner', 'admin', 'staff'],
  'bulk.assign': ['owner', 'admin'],
  'team.read': ['owner', 'admin', 'staff'],
  'team.manage': ['owner', 'admin'],
  'team.manage_owners': ['owner'],
  'audit.read': ['owner', 'admin'],
  'settings.edit': ['owner', 'admin'],
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof PERMISSIONS

/** True when this actor may do it. The system acts with the rights of the verb that called it. */
export function may(ctx: Pick<Ctx, 'actor'>, permission: Permission): boolean {
  if (ctx.actor.kind === 'system') return true
  if (ctx.actor.kind === 'creator') return false
  return (PERMISSIONS[permission] as readonly Role[]).includes(ctx.actor.role)
}

/** Throws `forbidden` unless the actor may do it. */
export function requirePermission(ctx: Ctx, permission: Permission): void {
  if (!may(ctx, permission))
    throw new AppError('forbidden', 'Your role in this agency does not allow this. Ask an owner or admin.', {
      permission,
    })
}
