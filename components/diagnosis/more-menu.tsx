'use client'

import { Cable, Ellipsis, RefreshCw, Send, ShieldCheck } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { Menu, MenuItem, MenuLink, MenuSeparator } from '@/components/ui/menu'
import type { NextAction } from '@/lib/diagnosis/causes'
import { LiveReconnectDialog } from '../connections/live-reconnect-dialog'
import { useReconnect } from '../connections/use-reconnect'
import { useVerify } from '../connections/use-verify'
import { AskDialog } from './ask-dialog'
import type { RepairActions, Target } from './repair-actions'
import { useAsk } from './use-ask'

/** What else one can do about a connection, apart from its next action. */
export function MoreMenu({
  slug,
  target,
  next,
  actions,
}: {
  slug: string
  target: Target
  /** Stands beside the menu as a button of its own. */
  next: NextAction
  actions: RepairActions
}) {
  const reconnect = useReconnect(slug, target.id, actions.reconnect)
  const verify = useVerify(slug, target.id, actions.verify)
  const ask = useAsk(slug, target.id, actions.ask)
  const repairable = next !== 'connect_anew' && next !== 'review'
  return (
    <>
      <Menu
        trigger={
          <Button
            size="sm"
            variant="ghost"
            pending={reconnect.busy || verify.pending || ask.pending}
            aria-label={`More for ${target.username}`}
          >
            <Ellipsis aria-hidden />
          </Button>
        }
      >
        {repairable && next !== 'ask' && (
          <MenuItem icon={<Send />} onSelect={ask.ask}>
            Ask the creator
          </MenuItem>
        )}
        {repairable && next !== 'reconnect' && (
          <MenuItem icon={<RefreshCw />} onSelect={() => reconnect.start(false)}>
            Reconnect here
          </MenuItem>
        )}
        {next !== 'verify' && (
          <MenuItem icon={<ShieldCheck />} onSelect={verify.verify}>
            Verify now
          </MenuItem>
        )}
        <MenuSeparator />
        <MenuLink href={`/a/${slug}/connections/${target.id}`} icon={<Cable />}>
          Open the connection
        </MenuLink>
      </Menu>
      <AskDialog slug={slug} target={target} asked={ask.asked} actions={actions} onClose={ask.close} />
      <LiveReconnectDialog
        slug={slug}
        live={reconnect.live}
        pending={reconnect.busy}
        onClose={reconnect.close}
        onTakeOver={() => reconnect.start(true)}
      />
    </>
  )
}
