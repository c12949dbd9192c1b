'use client'

import { useEffect, useRef } from 'react'
import { type AgencyAction, useAgencyAction } from '../connections/use-agency-action'

/** Looking at notices is reading them: says so to the server, once for each. Shows nothing itself. */
export function MarkRead({
  slug,
  unread,
  action,
}: {
  slug: string
  unread: string[]
  action: AgencyAction<void>
}) {
  const { run } = useAgencyAction(slug, action)
  const told = useRef(new Set<string>())
  useEffect(() => {
    const noticeIds = unread.filter((id) => !told.current.has(id))
    if (noticeIds.length === 0) return
    for (const id of noticeIds) told.current.add(id)
    run({ noticeIds })
  }, [unread, run])
  return null
}
