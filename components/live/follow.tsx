'use client'

import type { Status } from './registry'
import { useFollow, useLive } from './use-live'

/** Says what the page shows. Shows nothing itself. */
export function FollowTopics({
  topics,
  at,
  status,
}: {
  topics: readonly string[]
  at: number
  status: Status | null
}) {
  useFollow({ topics, at, status, isFrame: false })
  return null
}

/** Holds the stream, and follows what the frame around the pages shows. */
export function FollowStream({
  url,
  name,
  topics,
  at,
  status = null,
  isFrame,
}: {
  url: string
  name: string | null
  topics: readonly string[]
  at: number
  status?: Status | null
  isFrame: boolean
}) {
  useFollow({ topics, at, status, isFrame })
  useLive(url, name)
  return null
}
