import { FollowStream } from './follow'

/** What the frame of the console shows: the number in the navigation, the bell, the banners, what the role allows. */
const FRAME = ['attention', 'notices', 'providers', 'rights']

/** Keeps the console of one agency up to date; one stream for all tabs of this person. Shows nothing itself. */
export function LiveStaff({ slug, userId }: { slug: string; userId: string }) {
  return (
    <FollowStream
      url={`/api/events?agency=${encodeURIComponent(slug)}`}
      name={`${userId} ${slug}`}
      topics={FRAME}
      at={Date.now()}
      isFrame
    />
  )
}
