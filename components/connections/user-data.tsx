import { Lock } from 'lucide-react'
import { Card } from '@/components/ui/card'
import type { ConnectionView } from '@/lib/connections/get-connection'
import { isBroken } from '@/lib/connections/words'
import { AudienceCard, ProfileCard } from './audience-card'
import { EarningsCard } from './earnings-card'

/** The account's data, or why none of it is shown. */
export function UserData({ connection }: { connection: ConnectionView }) {
  if (connection.endedAt)
    return (
      <Card title="User data">
        <p className="text-ink-2">
          The account is disconnected, so its user data was removed from Patchbay. What happened to it stays
          below.
        </p>
      </Card>
    )
  if (!connection.data)
    return (
      <Card title="User data">
        <p className="flex gap-2 text-ink-2">
          <Lock aria-hidden className="mt-0.5 size-4 shrink-0 text-danger" />
          Blocked: another OnlyFans user answers than the one that was connected. Nothing is read or shown
          until somebody decides which account this connection is for.
        </p>
      </Card>
    )
  const { earnings, counts, profile } = connection.data
  if (
    isBroken(connection.status) &&
    [earnings, counts, profile].every((piece) => !piece.data && !piece.error)
  )
    return (
      <Card title="User data">
        <p className="text-ink-2">
          Nothing was read before this connection broke. Its data is read as soon as it works again.
        </p>
      </Card>
    )
  return (
    <>
      <EarningsCard piece={earnings} />
      <AudienceCard piece={counts} />
      <ProfileCard piece={profile} />
    </>
  )
}
