'use client'

import { useState } from 'react'
import type { AgencySettings } from '@/lib/settings/get-settings'
import type { AgencyAction } from '../connections/use-agency-action'
import { CreatorView } from './creator-view'
import { LogoForm } from './logo-form'
import { NameForm } from './name-form'

/** Name and logo, beside what creators make of them; nothing is shown to anybody before it is saved. */
export function AgencyProfile({
  slug,
  settings,
  rename,
  setLogo,
  removeLogo,
}: {
  slug: string
  settings: AgencySettings
  rename: AgencyAction<void>
  setLogo: AgencyAction<void>
  removeLogo: AgencyAction<void>
}) {
  const [name, setName] = useState(settings.name)
  const [picked, setPicked] = useState<string | null>(null)
  return (
    <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_minmax(0,22rem)] lg:gap-10">
      <div className="flex flex-col gap-6">
        <NameForm slug={slug} saved={settings.name} name={name} onChange={setName} action={rename} />
        <LogoForm
          slug={slug}
          hasLogo={settings.logoUrl !== null}
          picked={picked}
          onPick={setPicked}
          setLogo={setLogo}
          removeLogo={removeLogo}
        />
      </div>
      <CreatorView name={name} logoUrl={picked ?? settings.logoUrl} />
    </div>
  )
}
