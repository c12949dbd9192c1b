import type { ButtonSize, ButtonVariant } from '@/components/ui/button-style'
import { LinkButton } from '@/components/ui/link-button'
import type { DiagnosisView } from '@/lib/diagnosis/view'
import { ReconnectButton } from '../connections/reconnect-button'
import { VerifyButton } from '../connections/verify-button'
import { AskButton } from './ask-button'
import type { RepairActions, Target } from './repair-actions'

type Props = {
  slug: string
  target: Target
  diagnosis: DiagnosisView
  actions: RepairActions
  size?: ButtonSize
  variant?: ButtonVariant
}

/** The one button with the next action about a connection; nothing when nothing is to be done. */
export function NextStep({ slug, target, diagnosis, actions, size = 'sm', variant = 'secondary' }: Props) {
  const { action, live, review, invite } = diagnosis
  const link = (href: string, label: string, about = target.username) => (
    <LinkButton href={href} size={size} variant={variant}>
      {label}
      <span className="sr-only"> {about}</span>
    </LinkButton>
  )
  switch (action) {
    case 'ask':
      return (
        <AskButton
          slug={slug}
          target={target}
          actions={actions}
          label={invite ? 'Send the link again' : 'Ask the creator'}
          size={size}
          variant={variant}
        />
      )
    case 'reconnect':
      return (
        <ReconnectButton
          slug={slug}
          connectionId={target.id}
          name={target.username}
          action={actions.reconnect}
          label="Reconnect here"
          size={size}
          variant={variant}
        />
      )
    case 'verify':
      return (
        <VerifyButton
          slug={slug}
          connectionId={target.id}
          name={target.username}
          action={actions.verify}
          size={size}
          variant={variant}
        />
      )
    case 'review':
      return review && link(`/a/${slug}/link-sessions/${review.linkSessionId}`, 'Review')
    case 'follow':
      return live && link(`/a/${slug}/link-sessions/${live.linkSessionId}`, live.mine ? 'Go on' : 'Join')
    case 'connect_anew':
      return link(`/a/${slug}/connections/new?creator=${target.creator.id}`, 'Connect anew')
    case 'fix_provider':
      return link(`/a/${slug}/attention#provider`, 'See what blocks it')
    default:
      return null
  }
}
