import type { Metadata } from 'next'
import { TimelineCard } from '@/components/connections/timeline-card'
import { AttemptList } from '@/components/invites/attempt-list'
import { InviteActions } from '@/components/invites/invite-actions'
import { InviteFacts } from '@/components/invites/invite-facts'
import { InviteStateBadge } from '@/components/invites/invite-state'
import { MailList } from '@/components/invites/mail-list'
import { inviteStanding } from '@/components/invites/state-words'
import { StepCounters } from '@/components/invites/step-counters'
import { LivePage } from '@/components/live/live-page'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { listTimeline } from '@/lib/audit/list-timeline'
import { LOCALE_NAMES, LOCALES } from '@/lib/i18n/locales'
import {
  extendInviteAction,
  getInviteLinkAction,
  mailInviteAction,
  pauseInviteAction,
  resumeInviteAction,
  revokeInviteAction,
  rotateInviteAction,
} from '../actions'
import { loadInvite } from '../load-invite'

type Props = {
  params: Promise<{ agency: string; id: string }>
  searchParams: Promise<{ before?: string | string[] }>
}

const ACTIONS = {
  getLink: getInviteLinkAction,
  mail: mailInviteAction,
  pause: pauseInviteAction,
  resume: resumeInviteAction,
  extend: extendInviteAction,
  rotate: rotateInviteAction,
  revoke: revokeInviteAction,
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { agency, id } = await params
  const { invite } = await loadInvite(agency, id)
  return { title: `Invite for ${invite.creator.name}` }
}

/** A line's id from the URL; anything else means the newest lines. */
function position(before: string | string[] | undefined): number | undefined {
  return typeof before === 'string' && /^[1-9]\d{0,14}$/.test(before) ? Number(before) : undefined
}

export default async function InvitePage({ params, searchParams }: Props) {
  const { agency: slug, id } = await params
  const { ctx, invite } = await loadInvite(slug, id)
  const before = position((await searchParams).before)
  const timeline = await listTimeline(ctx, { inviteId: invite.id }, before)
  const standing = inviteStanding(invite)
  const language = LOCALES.find((locale) => locale === invite.language) ?? 'en'
  return (
    <>
      <LivePage topics={[`invite:${invite.id}`]} />
      <PageHeader
        back={{ href: `/a/${slug}/invites`, label: 'Invites' }}
        title={
          <>
            Invite for <bdi>{invite.creator.name}</bdi>
          </>
        }
        description={
          <span className="flex flex-wrap items-center gap-2">
            {invite.purpose === 'connect' ? 'Connect' : 'Reconnect'}{' '}
            {invite.expectedUsername ? `@${invite.expectedUsername}` : 'any account'}
            <InviteStateBadge state={invite.state} />
          </span>
        }
        actions={<InviteActions slug={slug} invite={invite} actions={ACTIONS} />}
      />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex min-w-0 flex-col gap-4">
          <Notice tone={standing.tone} title={standing.title}>
            {standing.next}
          </Notice>
          <StepCounters invite={invite} />
          <AttemptList slug={slug} attempts={invite.attempts} />
          <TimelineCard
            slug={slug}
            path={`/a/${slug}/invites/${invite.id}`}
            {...timeline}
            paged={before !== undefined}
          />
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <InviteFacts slug={slug} invite={invite} languageName={LOCALE_NAMES[language]} />
          <MailList
            slug={slug}
            inviteId={invite.id}
            mails={invite.mails}
            open={invite.state === 'open'}
            mail={mailInviteAction}
          />
        </div>
      </div>
    </>
  )
}
