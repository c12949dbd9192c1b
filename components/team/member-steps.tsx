'use client'

import { ArrowRightLeft, Crown, KeyRound, UserRoundCheck, UserRoundX } from 'lucide-react'
import type { ReactNode } from 'react'
import type { MemberItem } from '@/lib/team/list-members'
import type { ResetActions } from '../auth/reset-actions'
import { ResetLinkDialog } from '../auth/reset-link-dialog'
import type { AgencyAction } from '../connections/use-agency-action'
import { ConfirmButton } from '../invites/confirm-button'
import { Button } from '../ui/button'
import { useToast } from '../ui/toast'
import { HandOverButton } from './hand-over-button'
import type { Colleague } from './take-over-select'

export type MemberActions = {
  handOver: AgencyAction<{ connections: number }>
  deactivate: AgencyAction<void>
  reactivate: AgencyAction<void>
  transfer: AgencyAction<void>
  reset: ResetActions
}

type Props = {
  slug: string
  member: MemberItem
  colleagues: Colleague[]
  actions: MemberActions
  /** The viewer is an owner and could hand over their place. */
  canTransfer: boolean
}

/** What one can do about a person of the team, apart from their role. */
export function MemberSteps(props: Props) {
  const { slug, member, actions, canTransfer } = props
  const toast = useToast()
  if (member.deactivatedAt)
    return (
      <Step title="Take back into the team" detail="With the role they had. They sign in as before.">
        <ConfirmButton
          slug={slug}
          input={{ userId: member.userId }}
          action={actions.reactivate}
          trigger={{
            size: 'sm',
            children: (
              <>
                <UserRoundCheck aria-hidden />
                Reactivate
              </>
            ),
          }}
          title={`Take ${member.name} back?`}
          keep="Cancel"
          confirm="Reactivate"
          onDone={() => toast.show({ tone: 'success', title: `${member.name} is back in the team` })}
        >
          <li>{member.name} can sign in again at once, with the role shown here.</li>
          <li>Nobody is told. Connections that were handed over stay where they are.</li>
        </ConfirmButton>
      </Step>
    )
  return (
    <div className="flex flex-col divide-y divide-line">
      {member.connections > 0 && <HandOver {...props} />}
      {!member.isMe && (
        <Step title="Reset the sign-in" detail="A link with which they set a new password.">
          <ResetLinkDialog
            slug={slug}
            person={member}
            actions={actions.reset}
            trigger={
              <Button size="sm">
                <KeyRound aria-hidden />
                Reset sign-in
              </Button>
            }
          />
        </Step>
      )}
      {canTransfer && !member.isMe && <Transfer {...props} />}
      {!member.isMe && <Deactivate {...props} />}
    </div>
  )
}

function Step({ title, detail, children }: { title: string; detail: ReactNode; children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3 first:pt-0 last:pb-0">
      <div className="min-w-0 flex-1 basis-48">
        <p className="font-medium">{title}</p>
        <p className="text-sm text-muted">{detail}</p>
      </div>
      {children}
    </div>
  )
}

const looksAfter = ({ connections }: MemberItem) =>
  `${connections} ${connections === 1 ? 'connection' : 'connections'}`

function HandOver({ slug, member, colleagues, actions }: Props) {
  const toast = useToast()
  return (
    <Step title="Hand over" detail={`Looks after ${looksAfter(member)}.`}>
      <HandOverButton
        slug={slug}
        member={member}
        colleagues={colleagues}
        action={actions.handOver}
        trigger={
          <Button size="sm">
            <ArrowRightLeft aria-hidden />
            Hand over
          </Button>
        }
        title={`Hand over what ${member.name} looks after?`}
        confirm="Hand over"
        onDone={({ connections }) =>
          toast.show({ tone: 'success', title: `Handed over ${looksAfter({ ...member, connections })}` })
        }
      >
        <li>Whoever takes over hears from then on when one of them breaks.</li>
        <li>It stands in the timeline of each connection.</li>
      </HandOverButton>
    </Step>
  )
}

function Transfer({ slug, member, actions }: Props) {
  const toast = useToast()
  return (
    <Step title="Hand over ownership" detail="They become an owner, you become an admin.">
      <ConfirmButton
        slug={slug}
        input={{ userId: member.userId }}
        action={actions.transfer}
        trigger={{
          size: 'sm',
          children: (
            <>
              <Crown aria-hidden />
              Hand over ownership
            </>
          ),
        }}
        title={`Hand your ownership to ${member.name}?`}
        keep="Keep it"
        confirm="Hand it over"
        danger
        onDone={() => toast.show({ tone: 'success', title: `${member.name} is an owner now` })}
      >
        <li>{member.name} can do everything here, also remove you from the team.</li>
        <li>You become an admin at once. Only an owner can make you an owner again.</li>
      </ConfirmButton>
    </Step>
  )
}

function Deactivate({ slug, member, colleagues, actions }: Props) {
  const toast = useToast()
  return (
    <Step title="Deactivate" detail="Takes them out of the team. Their history stays.">
      <HandOverButton
        slug={slug}
        member={member}
        colleagues={colleagues}
        action={actions.deactivate}
        trigger={
          <Button size="sm">
            <UserRoundX aria-hidden />
            Deactivate
          </Button>
        }
        title={`Deactivate ${member.name}?`}
        confirm="Deactivate"
        danger
        onDone={() => toast.show({ tone: 'success', title: `${member.name} is out of the team` })}
      >
        <li>Every browser of {member.name} is signed out at once.</li>
        <li>Invitations into the team and reset links that they still have stop working.</li>
        <li>Patchbay tells nobody; you should. You can take them back at any time.</li>
      </HandOverButton>
    </Step>
  )
}
