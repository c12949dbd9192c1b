import 'server-only'
import { notFound, redirect } from 'next/navigation'
import { z } from 'zod'
import type { Ctx } from '@/lib/auth/context'
import { agencyContext, currentUser, memberContext } from '@/lib/auth/current-user'
import { noteRefused, noteRefusedView, type Target } from '@/lib/auth/note-refused'
import { may, type Permission } from '@/lib/auth/permissions'
import { AppError } from '@/lib/errors'

/** Signed out: off to the sign-in page, and back. No member: as for an agency that does not exist. */
async function turnAway(path: string): Promise<never> {
  if (!(await currentUser())) redirect(`/sign-in?next=${encodeURIComponent(path)}`)
  notFound()
}

/**
 * The context of a console page. A layout is not run again on every navigation, so each page asks for itself.
 * Who must set up a second factor first is led to where one does that.
 * @param path where to come back to after signing in
 */
export async function requireContext(slug: string, path = `/a/${slug}`): Promise<Ctx> {
  try {
    return (await agencyContext(slug)) ?? (await turnAway(path))
  } catch (error) {
    if (error instanceof AppError && error.code === 'second_factor_required') redirect(`/a/${slug}/account`)
    throw error
  }
}

/** The same for the account page and the frame around all pages, where one sets the second factor up. */
export async function requireMember(slug: string, path = `/a/${slug}`): Promise<Ctx> {
  return (await memberContext(slug)) ?? (await turnAway(path))
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
  await noteRefusedView(ctx, permission)
  return false
}
