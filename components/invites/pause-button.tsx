'use client'

import { Pause, Play } from 'lucide-react'
import { type AgencyAction, useAgencyAction } from '../connections/use-agency-action'
import { Button, type ButtonProps } from '../ui/button'
import { useToast } from '../ui/toast'

/** Closes a link for a while, or opens it again. Both can be taken back, so nobody is asked. */
export function PauseButton({
  slug,
  inviteId,
  creatorName,
  paused,
  action,
  size,
}: {
  slug: string
  inviteId: string
  creatorName: string
  paused: boolean
  /** Pauses, or resumes when it is paused. */
  action: AgencyAction<void>
  size?: ButtonProps['size']
}) {
  const toast = useToast()
  const { run, pending } = useAgencyAction(slug, action)
  const Sign = paused ? Play : Pause
  return (
    <Button
      size={size}
      pending={pending}
      onClick={() =>
        run(
          { inviteId },
          {
            onDone: () =>
              toast.show(
                paused
                  ? { tone: 'success', title: 'The link works again' }
                  : {
                      tone: 'success',
                      title: 'The link is paused',
                      description: 'Whoever opens it is told so. An attempt that is under way goes on.',
                    },
              ),
            onError: toast.fail,
          },
        )
      }
    >
      {!pending && <Sign aria-hidden />}
      {paused ? 'Resume' : 'Pause'}
      <span className="sr-only"> the invite of {creatorName}</span>
    </Button>
  )
}
