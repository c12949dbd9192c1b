import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { ConnectFrame } from '@/components/connect/frame'
import { HandoffClosed, HandoffDoor, HandoffForTeam } from '@/components/connect/handoff-door'
import { InAppHelp } from '@/components/connect/in-app-help'
import { currentMemberships } from '@/lib/auth/current-user'
import { requestFacts } from '@/lib/auth/request-facts'
import { allErrorWords } from '@/lib/connect/all-error-words'
import { inAppBrowser } from '@/lib/connect/in-app-browser'
import { pageLanguage } from '@/lib/connect/page-language'
import { loadDoor } from '@/lib/handoffs/load-door'
import { translator } from '@/lib/i18n/translate'
import { joinHandoffAction } from '../actions'

type Props = { params: Promise<{ token: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return {
    title: { absolute: translator(await pageLanguage(), 'connect')('titles.handoff') },
    robots: { index: false, follow: false },
  }
}

/** Where a hand-off's link leads: who asks, and one button. Opening it changes nothing. */
export default async function HandoffPage({ params }: Props) {
  const { token } = await params
  const language = await pageLanguage()
  const t = translator(language, 'connect')
  const isTeam = (await currentMemberships()).some(({ role }) => role !== 'creator')
  const door = isTeam ? null : await loadDoor(token)
  if (door?.isMine) redirect('/connect/attempt')
  const inside = inAppBrowser((await requestFacts()).userAgent)
  return (
    <ConnectFrame t={t} language={language} asker={door} languages={[]}>
      {isTeam && <HandoffForTeam t={t} />}
      {!isTeam && !door && <HandoffClosed t={t} />}
      {door && (
        <HandoffDoor
          door={door}
          token={token}
          t={t}
          language={language}
          errors={allErrorWords(language)}
          action={joinHandoffAction}
          help={inside && <InAppHelp t={t} inside={inside} copy={null} />}
        />
      )}
    </ConnectFrame>
  )
}
