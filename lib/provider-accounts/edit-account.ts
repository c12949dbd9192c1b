import 'server-only'
import type { z } from 'zod'
import { audit } from '../audit/audit'
import { type Ctx, inAgency } from '../auth/context'
import { requirePermission } from '../auth/permissions'
import { requireStepUp } from '../auth/step-up'
import { AppError } from '../errors'
import type { LinkMode } from '../providers/types'
import { adapterOf } from './adapter-for'
import type { editAccountInput, enableInput, modesInput } from './input'
import { lockAccount, writeAccount } from './lock-account'

/** Changes an account's name and its client app ids. */
export async function editAccount(ctx: Ctx, input: z.infer<typeof editAccountInput>): Promise<void> {
  requirePermission(ctx, 'settings.edit')
  requireStepUp(ctx)
  const { accountId, label, redirect, embed, whitelabel } = input
  const apps = { ...(redirect && { redirect }), ...(embed && { embed }), ...(whitelabel && { whitelabel }) }
  await inAgency(ctx, async (tx) => {
    const row = await lockAccount(tx, ctx, accountId)
    await writeAccount(tx, ctx, row.id, { label, apps, misconfiguredAt: null })
    await audit(tx, ctx, {
      action: 'provider_account.edit',
      targetType: 'provider_account',
      targetId: row.id,
      before: { label: row.label, ...row.apps },
      after: { label, ...apps },
    })
  })
}

/** Switches an account on or off: off, nothing new is started with it; what is connected stays and is kept true. */
export async function enableAccount(ctx: Ctx, input: z.infer<typeof enableInput>): Promise<void> {
  requirePermission(ctx, 'settings.edit')
  await inAgency(ctx, async (tx) => {
    const row = await lockAccount(tx, ctx, input.accountId)
    if (row.enabled === input.enabled) return
    await writeAccount(tx, ctx, row.id, { enabled: input.enabled })
    await audit(tx, ctx, {
      action: input.enabled ? 'provider_account.enable' : 'provider_account.disable',
      targetType: 'provider_account',
      targetId: row.id,
      before: { enabled: row.enabled },
      after: { enabled: input.enabled },
    })
  })
}

/** The modes that an account is set up for, whatever the agency allows. */
export function setUpModes(account: Parameters<typeof adapterOf>[0]): LinkMode[] {
  const all: LinkMode[] = ['redirect', 'embed', 'polling', 'whitelabel']
  return adapterOf({ ...account, allowedModes: all }).capabilities.modes
}

/** Says which modes may be used. At least one that is set up must stay. */
export async function allowModes(ctx: Ctx, input: z.infer<typeof modesInput>): Promise<void> {
  requirePermission(ctx, 'settings.edit')
  await inAgency(ctx, async (tx) => {
    const row = await lockAccount(tx, ctx, input.accountId)
    const modes = setUpModes(row).filter((mode) => input.modes.includes(mode))
    if (modes.length === 0)
      throw new AppError('invalid_input', 'Leave at least one way to log in, or switch the account off.', {
        fields: { modes: 'Leave at least one way to log in, or switch the account off.' },
      })
    await writeAccount(tx, ctx, row.id, { allowedModes: modes })
    await audit(tx, ctx, {
      action: 'provider_account.modes',
      targetType: 'provider_account',
      targetId: row.id,
      before: { modes: row.allowedModes },
      after: { modes },
    })
  })
}
