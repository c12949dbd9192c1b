'use client'

import { Power } from 'lucide-react'
import { type AgencyAction, useAgencyAction } from '../connections/use-agency-action'
import { ConfirmButton } from '../invites/confirm-button'
import { Button } from '../ui/button'
import { useToast } from '../ui/toast'

type Props = { slug: string; accountId: string; label: string; enabled: boolean; action: AgencyAction<void> }

/** Switches a provider account on, or off after one has read what that means. */
export function EnableButton({ enabled, ...props }: Props) {
  return enabled ? <SwitchOff {...props} /> : <SwitchOn {...props} />
}

type Way = Omit<Props, 'enabled'>

function SwitchOff({ slug, accountId, label, action }: Way) {
  const toast = useToast()
  return (
    <ConfirmButton
      slug={slug}
      input={{ accountId, enabled: false }}
      action={action}
      trigger={{
        children: (
          <>
            <Power aria-hidden />
            Switch off
          </>
        ),
      }}
      title={`Switch ${label} off?`}
      keep="Leave it on"
      confirm="Switch off"
      onDone={() => toast.show({ tone: 'success', title: `${label} is off` })}
    >
      <li>
        Nothing new is connected through it. Invites that go through it stop working until it is on again.
      </li>
      <li>What is connected stays, is kept true and can be reconnected.</li>
      <li>You can switch it on again at any time.</li>
    </ConfirmButton>
  )
}

function SwitchOn({ slug, accountId, label, action }: Way) {
  const toast = useToast()
  const { run, pending } = useAgencyAction(slug, action)
  const done = () =>
    toast.show({
      tone: 'success',
      title: `${label} is on`,
      description: 'New connections can be made with it again.',
    })
  return (
    <Button
      pending={pending}
      onClick={() => run({ accountId, enabled: true }, { onDone: done, onError: toast.fail })}
    >
      {!pending && <Power aria-hidden />}
      Switch on
    </Button>
  )
}
