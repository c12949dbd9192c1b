import { Smartphone } from 'lucide-react'
import type { ReactNode } from 'react'
import type { PageLocale } from '@/lib/i18n/locales'
import type { Translate } from '@/lib/i18n/translate'
import { CalmNotice } from './calm-notice'
import { LocalTime } from './local-time'
import { Sign } from './sign'
import { type ErrorWords, type StepAction, StepForm } from './step-form'
import { StepHeading } from './step-heading'

/** What a hand-off tells before anybody has joined. */
export type Door = {
  purpose: 'connect' | 'reconnect'
  agencyName: string
  /** The member of the team who made it; null when that person has left. */
  personName: string | null
  providerName: string
  /** Whose account is expected, without @; null when any will do. */
  expectedUsername: string | null
  expiresAt: Date
}

/** The page behind a hand-off's link: who asks, for which account, and one button. Looking at it changes nothing. */
export function HandoffDoor({
  door,
  token,
  t,
  language,
  errors,
  action,
  help,
}: {
  door: Door
  token: string
  t: Translate<'connect'>
  language: PageLocale
  errors: ErrorWords
  /** Binds this browser. Field: token. */
  action: StepAction
  /** Help for the browser that she is in: a login that begins inside an app ends there. */
  help: ReactNode
}) {
  const { agencyName: agency, providerName: provider, expectedUsername: username } = door
  const person = door.personName ?? t('handoff.door.somebody')
  return (
    <div className="flex flex-col gap-6">
      <StepHeading
        title={t('handoff.door.title', { agency })}
        icon={
          <Sign tone="accent">
            <Smartphone />
          </Sign>
        }
      >
        <p>{t(`handoff.door.${door.purpose}`, { person, agency, provider })}</p>
        {username && <p>{t('handoff.door.account', { username })}</p>}
        <p>{t('handoff.door.where', { provider, agency })}</p>
      </StepHeading>
      {help}
      <StepForm
        action={action}
        fields={{ token }}
        label={t('handoff.door.go')}
        busyLabel={t('handoff.door.busy')}
        errors={errors}
        to="/connect/attempt"
      />
      <div className="flex flex-col gap-2 text-pretty text-muted">
        <p>
          {t.rich('handoff.door.until', {
            time: () => <LocalTime at={door.expiresAt.toISOString()} locale={language} />,
          })}
        </p>
        <p>{t('handoff.door.stranger', { agency })}</p>
      </div>
    </div>
  )
}

/** A hand-off that leads no further: used, taken back, over, or never there. It tells no more than that. */
export function HandoffClosed({ t }: { t: Translate<'connect'> }) {
  return (
    <div className="flex flex-col gap-6">
      <StepHeading title={t('handoff.closed.title')}>
        <p>{t('handoff.closed.text')}</p>
        <p>{t('handoff.closed.next')}</p>
      </StepHeading>
    </div>
  )
}

/** For a member of the team who opens it where they are signed in. */
export function HandoffForTeam({ t }: { t: Translate<'connect'> }) {
  return (
    <div className="flex flex-col gap-6">
      <StepHeading title={t('handoff.team.title')} />
      <CalmNotice title={t('handoff.team.next')}>{t('handoff.team.text')}</CalmNotice>
    </div>
  )
}
