/** A status route of the page, for when there is no stream, and what it said when the page was rendered. */
export type Status = { url: string; seen: string }

/** What a part of the page shows. */
export type Follower = {
  topics: readonly string[]
  /** When the server rendered it, in milliseconds of its clock. */
  at: number
  status: Status | null
  /** The frame around all pages: before the page in it is rendered again for its sake, its own status is asked. */
  isFrame: boolean
}

/** A page reads its rows somewhat before it is rendered. */
const MARGIN_MS = 3_000
const MOST_REMEMBERED = 500

/** What this tab shows, and what it heard of it. */
export class Registry {
  private readonly followers = new Set<Follower>()
  private readonly heard = new Map<string, number>()
  private listener: () => void = () => {}

  /** Who is told that a part that was just put into the page is older than what was heard of it. */
  onStale(listener: () => void): void {
    this.listener = listener
  }

  /** @returns how to take it out */
  add(follower: Follower): () => void {
    this.followers.add(follower)
    const missed = follower.topics.some((topic) => (this.heard.get(topic) ?? 0) > follower.at - MARGIN_MS)
    if (missed) this.listener()
    return () => this.followers.delete(follower)
  }

  /** @returns whether something here shows it: `page`, `frame` when only the frame does, else null */
  hear(topics: readonly string[], at: number): 'page' | 'frame' | null {
    for (const topic of topics) {
      this.heard.delete(topic)
      this.heard.set(topic, at)
    }
    for (const topic of this.heard.keys()) {
      if (this.heard.size <= MOST_REMEMBERED) break
      this.heard.delete(topic)
    }
    const showing = [...this.followers].filter((one) => one.topics.some((topic) => topics.includes(topic)))
    if (showing.length === 0) return null
    return showing.every((one) => one.isFrame) ? 'frame' : 'page'
  }

  /** When the oldest part was rendered, less the margin; null when there is none. */
  since(): number | null {
    const times = [...this.followers].map((one) => one.at)
    return times.length > 0 ? Math.min(...times) - MARGIN_MS : null
  }

  /** The status route of what is shown, if it has one: of the page, or of the frame around it. */
  status(of: 'page' | 'frame'): Status | null {
    for (const { status, isFrame } of this.followers)
      if (status && isFrame === (of === 'frame')) return status
    return null
  }
}

/** Of this tab. */
export const registry = new Registry()
