import type { Metadata } from 'next'
import { cache } from 'react'
import { AttemptStep } from '@/components/connect/attempt-step'
import { ConnectFrame } from '@/components/connect/frame'
import { HandoffClosed } from '@/components/connect/handoff-door'
import { JoinedOver, JoinedReceipt } from '@/components/connect/joined'
import { PageLife } from '@/components/connect/page-life'
import { JoinedChecking } from '@/components/connect/waiting'
import { LiveCreator } from '@/components/live/live-creator'
import { allErrorWords } from '@/lib/connect/all-error-words'
import { outcomeWords } from '@/lib/connect/outcome-words'
import { loadSeen } from '@/lib/connect/seen'
import { type JoinedView, loadJoinedView } from '@/lib/handoffs/load-attempt'
import { languageLinks } from '@/lib/i18n/language-links'
import { translator } from '@/lib/i18n/translate'
import { loginProps } from '../login-props'

/** Once per request. What was seen is asked first: a change in between then counts as one. */
const load = cache(async () => {
  const seen = await loadSeen()
  return { seen, view: await loadJoinedView() }
})

const TITLES = { unknown: 'closed', receipt: 'receipt', over: 'ended' } as const

export async function generateMetadata(): Promise<Metadata> {
  const { view } = await load()
  const { step, language } = view
  const title = step === 'unknown' || step === 'receipt' || step === 'over' ? TITLES[step] : step
  const words = translator(language, 'connect')
  const provider = view.asker ? view.providerName : ''
  return {
    title: {
      absolute: [words(`titles.${title}`, { provider }), view.asker?.agencyName].filter(Boolean).join(' · '),
    },
    robots: { index: false, follow: false },
  }
}

/** Another second factor is another step for whoever reads the page: its heading is read out. */
function stepKey(view: JoinedView): string {
  return view.step === 'challenge' ? `challenge ${view.attempt.challenge?.kinds[0]}` : view.step
}

function Step({ view }: { view: JoinedView }) {
  const { language } = view
  const t = translator(language, 'connect')
  switch (view.step) {
    case 'unknown':
      return <HandoffClosed t={t} />
    case 'checking':
      return <JoinedChecking t={t} provider={view.providerName} />
    case 'receipt':
      return (
        <JoinedReceipt
          t={t}
          agencyName={view.asker.agencyName}
          purpose={view.purpose}
          account={view.account}
        />
      )
    case 'over': {
      const words = outcomeWords(translator(language, 'words'), view.outcome ?? 'expired')
      return <JoinedOver t={t} agencyName={view.asker.agencyName} outcome={words} />
    }
    default:
      return (
        <AttemptStep
          {...loginProps(view)}
          attempt={view.attempt}
          errors={allErrorWords(language)}
          help={null}
          expectedUsername={null}
        />
      )
  }
}

/** A login of the team that the creator joined on her own device: its screens, and its end. */
export default async function AttemptPage() {
  const { view, seen } = await load()
  const { language } = view
  return (
    <ConnectFrame
      t={translator(language, 'connect')}
      language={language}
      asker={view.asker}
      languages={languageLinks(language, '/connect/attempt')}
    >
      {view.asker && <LiveCreator seen={seen} />}
      <PageLife step={stepKey(view)} opened={null} />
      <Step view={view} />
    </ConnectFrame>
  )
}
