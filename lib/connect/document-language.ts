import 'server-only'
import { and, eq } from 'drizzle-orm'
import { cache } from 'react'
import { invites } from '@/db/schema/invites'
import { inAgency } from '../auth/context'
import { localeOf, type PageLocale } from '../i18n/locales'
import { pageLanguage } from './page-language'
import { currentVisit } from './visit'

/** The language of a creator's document: her choice in this browser, else the link's, else her browser's. */
export const documentLanguage = cache(async (): Promise<PageLocale> => {
  const visit = await currentVisit()
  if (!visit) return pageLanguage()
  if (visit.language) return visit.language
  const { ctx, inviteId } = visit
  const [row] = await inAgency(ctx, (tx) =>
    tx
      .select({ language: invites.language })
      .from(invites)
      .where(and(eq(invites.agencyId, ctx.agency.id), eq(invites.id, inviteId))),
  )
  return row ? localeOf(row.language) : pageLanguage()
})
