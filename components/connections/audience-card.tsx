import { BadgeCheck } from 'lucide-react'
import { Card } from '@/components/ui/card'
import type { ConnectionView } from '@/lib/connections/get-connection'
import { DataAge, DataBody } from './data-piece'
import { details, Stat } from './stat'

type Data = NonNullable<ConnectionView['data']>

/** Fans and subscriptions of the account. */
export function AudienceCard({ piece }: { piece: Data['counts'] }) {
  return (
    <Card title="Fans" actions={<DataAge piece={piece} />}>
      <DataBody piece={piece}>
        {({ subscribers, subscriptions, bookmarks }) => (
          <dl className="grid grid-cols-2 gap-4 sm:grid-cols-3">
            <Stat
              label="Active fans"
              value={subscribers.active}
              detail={details([
                [subscribers.online, 'online'],
                [subscribers.expired, 'expired'],
                [subscribers.all, 'ever'],
              ])}
            />
            <Stat
              label="Follows"
              value={subscriptions.active}
              detail={details([
                [subscriptions.expired, 'expired'],
                [subscriptions.all, 'ever'],
              ])}
            />
            <Stat label="Bookmarks" value={bookmarks} />
          </dl>
        )}
      </DataBody>
    </Card>
  )
}

/** What stands on the account's own page. */
export function ProfileCard({ piece }: { piece: Data['profile'] }) {
  return (
    <Card title="Profile" actions={<DataAge piece={piece} />}>
      <DataBody piece={piece}>
        {(profile) => (
          <>
            <dl className="grid grid-cols-2 gap-4 sm:grid-cols-4">
              <Stat label="Subscribers" value={profile.subscribersCount} />
              <Stat label="Posts" value={profile.postsCount} />
              <Stat label="Photos" value={profile.photosCount} />
              <Stat label="Videos" value={profile.videosCount} />
            </dl>
            {profile.isVerified !== null && (
              <p className="flex items-center gap-1.5 text-sm text-ink-2">
                <BadgeCheck
                  aria-hidden
                  className={profile.isVerified ? 'size-4 text-info' : 'size-4 text-muted'}
                />
                {profile.isVerified ? 'Verified on OnlyFans' : 'Not verified on OnlyFans'}
              </p>
            )}
          </>
        )}
      </DataBody>
    </Card>
  )
}
