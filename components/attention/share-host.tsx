'use client'

import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'
import { type ShareActions, ShareInvite } from '@/components/invites/share-invite'

type Shared = { inviteId: string; title: string; intro?: string }

const ShareContext = createContext<(shared: Shared) => void>(() => {})

/** Opens the dialog that shares an invite's link. */
export function useShare(): (shared: Shared) => void {
  return useContext(ShareContext)
}

/** Holds that dialog above the rows: an answered row goes away at once, and its link is still to be sent. */
export function ShareHost({
  slug,
  actions,
  children,
}: {
  slug: string
  actions: ShareActions
  children: ReactNode
}) {
  const [shared, setShared] = useState<Shared | null>(null)
  const open = useMemo(() => (next: Shared) => setShared(next), [])
  return (
    <ShareContext value={open}>
      {children}
      <ShareInvite
        slug={slug}
        inviteId={shared?.inviteId ?? null}
        title={shared?.title}
        intro={shared?.intro}
        actions={actions}
        onClose={() => setShared(null)}
      />
    </ShareContext>
  )
}
