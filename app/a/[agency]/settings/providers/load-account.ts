import 'server-only'
import { cache } from 'react'
import { may } from '@/lib/auth/permissions'
import { getAccount, requireAccount } from '@/lib/provider-accounts/list-accounts'
import { orNotFound, requireContext, requireId } from '../../context'

/** The provider account of a page with the viewer's context; null for who may not open it. Read once per request. */
export const loadAccount = cache(async (slug: string, id: string) => {
  const ctx = await requireContext(slug, `/a/${slug}/settings/providers/${id}`)
  const accountId = requireId(id)
  const asked = { ctx, target: { type: 'provider_account', id: accountId } }
  if (!may(ctx, 'settings.edit')) {
    await orNotFound(requireAccount(ctx, accountId), asked)
    return { ctx, account: null }
  }
  const account = await orNotFound(getAccount(ctx, accountId), asked)
  return { ctx, account }
})
