'use client'

import { Send } from 'lucide-react'
import { Button } from '@/components/ui/button'
import type { ButtonSize, ButtonVariant } from '@/components/ui/button-style'
import { AskDialog } from './ask-dialog'
import type { RepairActions, Target } from './repair-actions'
import { useAsk } from './use-ask'

/** "Ask the creator": makes or reuses a reconnect link and shows how to send it. */
export function AskButton({
  slug,
  target,
  actions,
  label,
  variant = 'secondary',
  size = 'sm',
}: {
  slug: string
  target: Target
  actions: RepairActions
  label: string
  variant?: ButtonVariant
  size?: ButtonSize
}) {
  const { ask, pending, asked, close } = useAsk(slug, target.id, actions.ask)
  return (
    <>
      <Button variant={variant} size={size} pending={pending} onClick={ask}>
        {!pending && <Send aria-hidden />}
        {label}
        <span className="sr-only"> about {target.username}</span>
      </Button>
      <AskDialog slug={slug} target={target} asked={asked} actions={actions} onClose={close} />
    </>
  )
}
