import type { Metadata } from 'next'
import { cache } from 'react'
import { ConnectStep } from '@/components/connect/connect-step'
import { ConnectFrame } from '@/components/connect/frame'
import { InAppHelp } from '@/components/connect/in-app-help'
import { PageLife } from '@/components/connect/page-life'
import { EmailSteps } from '@/components/creator-page/email-steps'
import { LiveCreator } from '@/components/live/live-creator'
import { requestFacts } from '@/lib/auth/request-facts'
import { allErrorWords } from '@/lib/connect/all-error-words'
import { inAppBrowser } from '@/lib/connect/in-app-browser'
import { loadConnectView } from '@/lib/connect/load-view'
import { outcomeWords } from '@/lib/connect/outcome-words'
import { grantLines } from '@/lib/connect/permission-words'
import { loadSeen } from '@/lib/connect/seen'
import { stepTitle } from '@/lib/connect/step-title'
import type { ConnectView } from '@/lib/connect/view'
import { lostCode } from '@/lib/creator-page/lost-code'
import { languageLinks } from '@/lib/i18n/language-links'
import { translator } from '@/lib/i18n/translate'
import { creatorName } from '@/lib/live/creator-ways'
import {
  acknowledgeAccountAction,
  askForNewLinkAction,
  continueConnectAction,
  copyLinkAction,
  frameNewsAction,
  leaveFrameAction,
  noteOpenedAction,
  openFrameAction,
  resumeConnectAction,
  undoConnectAction,
} from './actions'
import { loginProps } from './login-props'
import { confirmEmailAction, sendEmailCodeAction } from './mine/actions'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

const ACTIONS = {
  continue: continueConnectAction,
  resume: resumeConnectAction,
  acknowledge: acknowledgeAccountAction,
  undo: undoConnectAction,
  askForNewLink: askForNewLinkAction,
  frame: { open: openFrameAction, news: frameNewsAction, leave: leaveFrameAction },
  leaveFrame: leaveFrameAction,
}

/** Once per request. What was seen is asked first: a change in between then counts as one. */
const load = cache(async (again: boolean) => ({
  seen: await loadSeen(),
  view: await loadConnectView({ again }),
}))

const wayOf = (query: Record<string, unknown>) =>
  query.renew !== undefined ? 'renew' : query.go !== undefined ? 'go' : null

const asksAgain = async (params: Props['searchParams']) => (await params).again !== undefined

/** Another second factor is another step for whoever reads the page: its heading is read out. */
function stepKey(view: ConnectView): string {
  return view.step === 'challenge' ? `challenge ${view.attempt.challenge?.kinds[0]}` : view.step
}

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const { view } = await load(await asksAgain(searchParams))
  return { title: { absolute: stepTitle(translator(view.language, 'connect'), view) } }
}

/** On the receipt she may give an address, by which she opens a page of her own later. */
async function ownPage(view: ConnectView) {
  if (view.step !== 'receipt' || !view.hasOwnPage) return null
  return (
    <EmailSteps
      t={translator(view.language, 'mine')}
      language={view.language}
      agencyName={view.asker.agencyName}
      linkSessionId={view.linkSessionId}
      known={view.contactEmail}
      isLost={await lostCode('confirm_email')}
      actions={{ send: sendEmailCodeAction, confirm: confirmEmailAction }}
    />
  )
}

/** Where a creator connects her account: always the step that the server's state asks for. */
export default async function ConnectPage({ searchParams }: Props) {
  const { view, seen } = await load(await asksAgain(searchParams))
  const { language } = view
  const t = translator(language, 'connect')
  const inside = inAppBrowser((await requestFacts()).userAgent)
  const outcome = view.step === 'welcome' ? view.lastOutcome : null
  const granted = view.step === 'receipt' && view.permissions.length > 0 ? view : null
  return (
    <ConnectFrame
      t={t}
      language={language}
      asker={view.asker}
      languages={languageLinks(language, '/connect')}
    >
      {view.asker !== null && <LiveCreator name={await creatorName()} seen={seen} />}
      <PageLife step={stepKey(view)} opened={view.step === 'welcome' ? noteOpenedAction : null} />
      <ConnectStep
        view={view}
        t={t}
        errors={allErrorWords(language)}
        actions={ACTIONS}
        outcome={outcome === null ? null : outcomeWords(translator(language, 'words'), outcome)}
        granted={granted && grantLines(t, granted.permissions, granted.providerName)}
        way={wayOf(await searchParams)}
        help={inside && <InAppHelp t={t} inside={inside} copy={copyLinkAction} />}
        ownPage={await ownPage(view)}
        login={'attempt' in view ? loginProps(view) : null}
      />
    </ConnectFrame>
  )
}
