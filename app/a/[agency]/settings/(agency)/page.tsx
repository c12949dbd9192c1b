import type { Metadata } from 'next'
import { AgencyProfile } from '@/components/settings/agency-profile'
import { CreatorView } from '@/components/settings/creator-view'
import { SettingsTabs } from '@/components/settings/settings-tabs'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { getSettings } from '@/lib/settings/get-settings'
import { requireContext } from '../../context'
import { removeLogoAction, renameAgencyAction, setLogoAction } from '../actions'

export const metadata: Metadata = { title: 'Settings' }

type Props = { params: Promise<{ agency: string }> }

export default async function SettingsPage({ params }: Props) {
  const { agency: slug } = await params
  const ctx = await requireContext(slug, `/a/${slug}/settings`)
  const settings = await getSettings(ctx)
  return (
    <>
      <PageHeader title="Settings" description="How the agency introduces itself to its creators." />
      <SettingsTabs slug={slug} current="agency" mayEdit={settings.mayEdit} />
      <div className="flex max-w-4xl flex-col gap-4">
        {!settings.mayEdit && (
          <Notice tone="info" title="You can look at this, not change it">
            Ask an owner or admin of {settings.name} when something should be different.
          </Notice>
        )}
        <Card title="Name and logo">
          {settings.mayEdit ? (
            <AgencyProfile
              slug={slug}
              settings={settings}
              rename={renameAgencyAction}
              setLogo={setLogoAction}
              removeLogo={removeLogoAction}
            />
          ) : (
            <CreatorView name={settings.name} logoUrl={settings.logoUrl} />
          )}
        </Card>
      </div>
    </>
  )
}
