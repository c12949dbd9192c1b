import type { Topic } from '@/lib/live/words'
import { FollowTopics } from './follow'
import type { Status } from './registry'

/**
 * Renders a page of the console again when one of its topics changed. Shows nothing itself.
 * @param status asked instead while there is no stream: a route that says `{seen}` or `{state, version}`, and what that
 * would be for the page as it is rendered now
 */
export function LivePage({ topics, status }: { topics: readonly Topic[]; status?: Status }) {
  return <FollowTopics topics={topics} at={Date.now()} status={status ?? null} />
}
