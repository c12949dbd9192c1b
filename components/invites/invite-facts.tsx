import type { InviteView } from '@/lib/invites/get-invite'
import { CopyFact, FactLine, Facts } from '../connections/facts'
import { Card } from '../ui/card'
import { PageLink } from '../ui/page-link'
import { RelativeTime } from '../ui/relative-time'

const none = (text: string) => <span className="text-muted">{text}</span>

/** What was asked for, by whom and until when. */
export function InviteFacts({
  slug,
  invite,
  languageName,
}: {
  slug: string
  invite: InviteView
  languageName: string
}) {
  const place = [invite.country, invite.region, invite.city].filter(Boolean).join(', ')
  return (
    <Card title="Details">
      <Facts>
        <FactLine label="Creator">
          <PageLink className="link" href={`/a/${slug}/connections?creator=${invite.creator.id}`}>
            <bdi>{invite.creator.name}</bdi>
          </PageLink>
        </FactLine>
        <FactLine label="Expected account">
          {invite.connection ? (
            <PageLink className="link" href={`/a/${slug}/connections/${invite.connection.id}`}>
              @{invite.connection.username}
            </PageLink>
          ) : (
            (invite.expectedUsername && `@${invite.expectedUsername}`) || none('Any account')
          )}
        </FactLine>
        <FactLine label={invite.state === 'expired' ? 'Ended' : 'Ends'}>
          <RelativeTime at={invite.expiresAt} />
        </FactLine>
        <FactLine label="Made by">
          {invite.createdBy ?? 'Patchbay'}, <RelativeTime at={invite.createdAt} />
        </FactLine>
        <FactLine label="Language">{languageName}</FactLine>
        <FactLine label="Login from">{place || none('The provider chooses')}</FactLine>
        {invite.timeZone && <FactLine label="The creator’s time zone">{invite.timeZone}</FactLine>}
        <FactLine label="Note for the team">
          {invite.note ? (
            <span className="break-words whitespace-pre-line">{invite.note}</span>
          ) : (
            none('None')
          )}
        </FactLine>
        {invite.rotation > 0 && (
          <FactLine label="Links so far">{invite.rotation + 1}; only the newest leads anywhere</FactLine>
        )}
        <CopyFact label="Invite id" value={invite.id} />
      </Facts>
    </Card>
  )
}
