import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { ConnectFrame } from '@/components/connect/frame'
import { StepHeading } from '@/components/connect/step-heading'
import { MinePage } from '@/components/creator-page/mine-page'
import { PageDoor } from '@/components/creator-page/page-door'
import { LiveCreator } from '@/components/live/live-creator'
import { Notice } from '@/components/ui/notice'
import { currentUser } from '@/lib/auth/current-user'
import { pageLanguage } from '@/lib/connect/page-language'
import { grantLines } from '@/lib/connect/permission-words'
import { currentVisit } from '@/lib/connect/visit'
import { openPages, pageAccess } from '@/lib/creator-page/access'
import { getCreatorPage } from '@/lib/creator-page/get-page'
import { lostCode } from '@/lib/creator-page/lost-code'
import { maskEmail } from '@/lib/creator-page/mask-email'
import { readContact } from '@/lib/creator-page/open-page'
import { readLogoPath } from '@/lib/creator-page/read-logo-path'
import { chosenLanguage } from '@/lib/i18n/chosen-language'
import { languageLinks } from '@/lib/i18n/language-links'
import type { PageLocale } from '@/lib/i18n/locales'
import { translator } from '@/lib/i18n/translate'
import { creatorName } from '@/lib/live/creator-ways'
import {
  accountAction,
  closePageAction,
  linkAction,
  openPageAction,
  reconnectAction,
  revokeAction,
  sendPageCodeAction,
} from './actions'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await pageLanguage(), 'mine')('title') }
}

/** Her own page: open with a code or by signing in, or the door to it. */
export default async function CreatorPageRoute({ searchParams }: Props) {
  const { agency, said } = await searchParams
  const access = await pageAccess(typeof agency === 'string' ? agency : null)
  if (!access) return <Door closed={said === 'closed'} />
  const page = await getCreatorPage(access.ctx)
  const language = (await chosenLanguage()) ?? page.language
  const user = await currentUser()
  return (
    <Frame
      language={language}
      asker={{ agencyName: page.agencyName, logoUrl: await readLogoPath(access.ctx) }}
    >
      <LiveCreator name={await creatorName()} />
      <MinePage
        t={translator(language, 'mine')}
        language={language}
        page={page}
        slug={access.ref.slug}
        others={(await openPages()).filter(({ ref }) => ref.slug !== access.ref.slug).map(({ ref }) => ref)}
        canLink={user !== null && !access.signedIn}
        grants={({ access, permissions, providerName }) => {
          const t = translator(language, 'connect')
          if (access === 'whole') return [t('receipt.whole')]
          const { sees, does } = grantLines(t, permissions, providerName)
          return [...sees, ...does]
        }}
        actions={{
          reconnect: reconnectAction,
          revoke: revokeAction,
          make: accountAction,
          link: linkAction,
          close: closePageAction,
        }}
      />
    </Frame>
  )
}

/** The closed page: what this browser's link says about whose it is, and nothing more. */
async function Door({ closed }: { closed: boolean }) {
  const visit = await currentVisit()
  const contact = visit ? await readContact(visit.ctx) : null
  const language = (await chosenLanguage()) ?? contact?.language ?? (await pageLanguage())
  const t = translator(language, 'mine')
  const asker = visit ? { agencyName: visit.ctx.agency.name, logoUrl: await readLogoPath(visit.ctx) } : null
  return (
    <Frame language={language} asker={asker}>
      <StepHeading title={t('door.title')} />
      <div className="mt-4 flex flex-col gap-4">
        {closed && <Notice tone="success" title={t('closed')} />}
        <PageDoor
          t={t}
          language={language}
          agencyName={visit?.ctx.agency.name ?? null}
          email={contact ? maskEmail(contact.email) : null}
          reason={contact ? 'ready' : visit ? 'no_address' : 'no_link'}
          isLost={contact !== null && (await lostCode('open_page'))}
          actions={{ send: sendPageCodeAction, open: openPageAction }}
        />
      </div>
    </Frame>
  )
}

function Frame({
  language,
  asker,
  children,
}: {
  language: PageLocale
  asker: { agencyName: string; logoUrl: string | null } | null
  children: ReactNode
}) {
  return (
    <ConnectFrame
      t={translator(language, 'connect')}
      language={language}
      asker={asker}
      languages={languageLinks(language, '/connect/mine')}
    >
      {children}
    </ConnectFrame>
  )
}
