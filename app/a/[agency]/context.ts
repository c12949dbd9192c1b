import 'server-only'
import { notFound, redirect } from 'next/navigation'
import { z } from 'zod'
import type { Ctx } from '@/lib/auth/context'
import { agencyContext, currentUser } from '@/lib/auth/current-user'
import { noteRefused, type Target } from '@/lib/auth/note-refused'
import { may, type Permission } from '@/lib/auth/permissions'
import { AppError } from '@/lib/errors'

/**
 * The context of a console page. A layout is not run again on every navigation, so each page asks for itself.
 * Signed out: off to the sign-in page, and back. No member: the same answer as for an agency that does not exist.
 * @param path where to come back to after signing in
 */
export async function requireContext(slug: string, path = `/a/${slug}`): Promise<Ctx> {
  const ctx = await agencyContext(slug)
  if (ctx) return ctx
  if (!(await currentUser())) redirect(`/sign-in?next=${encodeURIComponent(path)}`)
  notFound()
}

/** An id from the URL; one that is none is answered before any query, like one that does not exist. */
export function requireId(id: string): string {
  if (!z.uuid().safeParse(id).success) notFound()
  return id
}

/**
 * Waits for a read and answers its `not_found` with the page for it.
 * @param asked who asked for what, so that an id that is not there for them stands in the audit log
 */
export async function orNotFound<T>(read: Promise<T>, asked?: { ctx: Ctx; target: Target }): Promise<T> {
  try {
    return await read
  } catch (error) {
    if (asked) await noteRefused(asked.ctx, error, asked.target)
    if (error instanceof AppError && error.code === 'not_found') notFound()
    throw error
  }
}

/** True when this member may see a page. Otherwise the attempt is noted, and the page says what is missing. */
export async function mayOpen(ctx: Ctx, permission: Permission): Promise<boolean> {
  if (may(ctx, permission)) return true
  await noteRefused(ctx, new AppError('forbidden', 'This page is for others.', { permission }), null)
  return false
}
