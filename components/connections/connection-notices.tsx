import { LinkButton } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import { RelativeTime } from '@/components/ui/relative-time'
import type { ConnectionView } from '@/lib/connections/get-connection'
import type { NextAction } from '@/lib/diagnosis/causes'
import type { ReconnectResult } from '@/lib/link-sessions/start-reconnect'
import { Presence } from '../diagnosis/presence'
import { failureReason } from './event-detail'
import { ReconnectButton } from './reconnect-button'
import { RetryDeletionButton } from './retry-deletion-button'
import type { AgencyAction } from './use-agency-action'

/** What is under way or waits about this connection: a review, a live reconnect, an owed deletion. */
export function ConnectionNotices({
  slug,
  connection,
  next,
  reconnect,
  retryDeletion,
  canRetry,
}: {
  slug: string
  connection: ConnectionView
  /** What the diagnosis offers below, so that no button stands here twice. */
  next: NextAction
  reconnect: AgencyAction<ReconnectResult>
  retryDeletion: AgencyAction<void>
  /** The viewer may delete at the provider. */
  canRetry: boolean
}) {
  const { review, liveReconnect, pendingDeletion, uncheckedSince, suspectSince } = connection
  return (
    <>
      {suspectSince && (
        <Notice tone="info" title="It seems to be signed out, and is being asked once more">
          First seen <RelativeTime at={suspectSince} />. Nobody is told before a second look says the same.
          Verify it to decide now.
        </Notice>
      )}
      {uncheckedSince && (
        <Notice tone="warning" title="It could not be checked lately">
          Could not be checked since <RelativeTime at={uncheckedSince} />, tried more than once. Its status
          stands as it was last proven; Patchbay keeps trying.
        </Notice>
      )}
      {review && next !== 'review' && (
        <Notice
          tone="danger"
          title="This connection waits for a decision"
          actions={
            <LinkButton size="sm" variant="primary" href={`/a/${slug}/link-sessions/${review.linkSessionId}`}>
              Review
            </LinkButton>
          }
        >
          Another OnlyFans user logged in than the one that was connected. Look at both and decide.
        </Notice>
      )}
      {liveReconnect && (
        <Notice
          tone="info"
          title={
            <Presence
              live={liveReconnect}
              username={connection.username}
              creatorName={connection.creator.name}
            />
          }
          actions={
            <>
              <ReconnectButton
                slug={slug}
                connectionId={connection.id}
                name={connection.username}
                action={reconnect}
                label="Take over"
                variant="ghost"
                takeOver
              />
              {next !== 'follow' && (
                <LinkButton size="sm" href={`/a/${slug}/link-sessions/${liveReconnect.linkSessionId}`}>
                  {liveReconnect.mine ? 'Go on' : 'Join'}
                </LinkButton>
              )}
            </>
          }
        >
          Only one reconnect runs at a time, so that the creator is not locked out by too many logins.
        </Notice>
      )}
      {pendingDeletion && (
        <Notice
          tone="warning"
          title="The provider has not confirmed a deletion yet"
          actions={
            canRetry && (
              <RetryDeletionButton slug={slug} deletionId={pendingDeletion.id} action={retryDeletion} />
            )
          }
        >
          Requested <RelativeTime at={pendingDeletion.requestedAt} />, tried {pendingDeletion.attempts}{' '}
          {pendingDeletion.attempts === 1 ? 'time' : 'times'}.{' '}
          {pendingDeletion.lastError && `${failureReason(pendingDeletion.lastError)} `}
          Patchbay keeps trying until it is confirmed.
        </Notice>
      )}
    </>
  )
}
