import type { AgencyAction } from '@/components/connections/use-agency-action'
import { Notice } from '@/components/ui/notice'
import type { LinkSessionView } from '@/lib/link-sessions/get-link-session'
import type { ReviewResult } from '@/lib/link-sessions/resolve-review'
import { PROVIDER_NAMES } from '@/lib/providers/words'
import { IdentityCard } from './identity-card'
import { ReviewChoices } from './review-choices'

/** Who was expected and who logged in, side by side, with the choices of those who may decide. */
export function ReviewPanel({
  slug,
  session,
  action,
}: {
  slug: string
  session: LinkSessionView
  action: AgencyAction<ReviewResult>
}) {
  const { review, connection } = session
  if (!review) return null
  const { candidate } = review
  const stranger = connection !== null && connection.ofUserId !== candidate.ofUserId
  return (
    <>
      <div className="flex flex-col gap-3 sm:flex-row">
        {connection && <IdentityCard heading="Expected" identity={connection} />}
        <IdentityCard
          heading={stranger ? 'Logged in instead' : 'Logged in'}
          identity={candidate}
          strange={stranger}
        />
      </div>
      {review.choices.length > 0 ? (
        <ReviewChoices
          slug={slug}
          linkSessionId={session.id}
          choices={review.choices}
          candidate={candidate.username}
          expected={connection?.username ?? null}
          provider={PROVIDER_NAMES[session.provider]}
          action={action}
        />
      ) : (
        <Notice tone="info" title="You can’t decide this">
          {session.startedBy
            ? `${session.startedBy}, who started this, or an admin or owner decides.`
            : 'An admin or owner decides.'}{' '}
          Nothing happens until then.
        </Notice>
      )}
    </>
  )
}
