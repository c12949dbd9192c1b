import { FollowStream, FollowTopics } from './follow'

/** What the frame of the console shows: the number in the navigation, the bell, the banners. */
const FRAME = ['attention', 'notices', 'providers']

/**
 * Keeps the console of one agency up to date; one stream for all tabs of this person. Shows nothing itself.
 * @param seen what `/api/frame` would say of the frame as it is rendered now
 */
export function LiveStaff({ slug, userId, seen }: { slug: string; userId: string; seen: string }) {
  const agency = encodeURIComponent(slug)
  const at = Date.now()
  return (
    <>
      <FollowTopics topics={['rights']} at={at} status={null} />
      <FollowStream
        url={`/api/events?agency=${agency}`}
        name={`${userId} ${slug}`}
        topics={FRAME}
        at={at}
        status={{ url: `/api/frame?agency=${agency}`, seen }}
        isFrame
      />
    </>
  )
}
