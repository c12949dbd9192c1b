import { KeyRound, Smartphone } from 'lucide-react'
import { CREDENTIAL_USE } from '@/lib/providers/words'
import { LocalTime } from '../connect/local-time'
import { AnswerButton } from './answer-button'
import type { AttemptProps } from './attempt-props'
import { LoginForm } from './login-form'
import { LoginNote } from './login-note'
import { LOOKS } from './look'
import { WaitUntil } from './wait-until'

type Form = NonNullable<AttemptProps['attempt']['form']>
type Budget = Form['budget']

/** How many logins are left, before the button that spends one. */
function BudgetLine({ t, look, budget }: Pick<AttemptProps, 't' | 'look'> & { budget: Budget }) {
  const left = budget.most - budget.used
  const more = left <= 0 && budget.overridden ? t('form.overridden') : null
  return (
    <p className={LOOKS[look].small}>
      <span className="font-medium text-ink-2">{more ?? t('form.budget', { left, most: budget.most })}</span>{' '}
      {left === 1 ? t('form.last') : t('form.budgetWhy')}
    </p>
  )
}

/** Where the password goes, in the words that are true for this provider. */
function Where({ t, look, attempt, agencyName, providerName }: AttemptProps) {
  const names = { provider: providerName, agency: agencyName }
  return (
    <div className="flex gap-3 rounded-xl bg-info-soft px-4 py-3">
      <KeyRound aria-hidden className="mt-1 size-4 shrink-0 text-info" />
      <div className={LOOKS[look].text}>
        <p className="font-medium text-ink">{t('form.where.heading')}</p>
        <p className="mt-0.5">
          {t('form.where.sent', names)} {t(`form.where.${CREDENTIAL_USE[attempt.provider]}`, names)}
        </p>
      </div>
    </div>
  )
}

function Spent({
  t,
  look,
  language,
  freeAt,
}: Pick<AttemptProps, 't' | 'look' | 'language'> & { freeAt: Date | null }) {
  return (
    <LoginNote look={look} title={t('form.refused')}>
      {t.rich('form.refusedText', {
        time: () => (freeAt ? <LocalTime at={freeAt.toISOString()} locale={language} /> : '…'),
      })}
    </LoginNote>
  )
}

function PasswordLogin(props: AttemptProps & { budget: Budget; remembers: boolean }) {
  const { t, look, attempt, errors, actions, providerName: provider, budget, remembers } = props
  return (
    <LoginForm
      action={actions.login}
      linkSessionId={attempt.linkSessionId}
      remembers={remembers}
      look={look}
      errors={errors}
      words={{
        email: t('form.email'),
        password: t('form.password'),
        show: t('form.show'),
        remember: t('form.remember', { provider }),
        rememberText: t('form.rememberText', { provider }),
        submit: t('form.submit'),
        busy: t('form.busy'),
        problems: { email: t('form.problems.email'), password: t('form.problems.password') },
      }}
    >
      <Where {...props} />
      <BudgetLine t={t} look={look} budget={budget} />
    </LoginForm>
  )
}

/** The login form of a provider without a page of its own, and the way around it through the provider's app. */
export function LoginScreen(props: AttemptProps) {
  const { t, look, language, attempt, lastError } = props
  const { form } = attempt
  if (!form) return null
  const { budget, retryAt } = form
  if (budget.used >= budget.most && !budget.overridden)
    return <Spent t={t} look={look} language={language} freeAt={budget.freeAt} />
  const ways = <Ways {...props} form={form} />
  return (
    <div className={LOOKS[look].stack}>
      {lastError && (
        <LoginNote look={look} title={lastError.what}>
          {lastError.next}
        </LoginNote>
      )}
      {retryAt ? (
        <WaitUntil until={retryAt} now={attempt.now} words={t('form.waits', { time: '{time}' })} look={look}>
          {ways}
        </WaitUntil>
      ) : (
        ways
      )}
    </div>
  )
}

/** E-mail and password, the provider's app, or both. */
function Ways(props: AttemptProps & { form: Form }) {
  const { t, look, attempt, errors, actions, providerName: provider, form } = props
  const { budget, methods, offersToRemember } = form
  const both = methods.length > 1
  return (
    <>
      {methods.includes('password') && (
        <PasswordLogin {...props} budget={budget} remembers={offersToRemember} />
      )}
      {methods.includes('mobile_app') && (
        <div className={`${LOOKS[look].stack} ${both ? 'border-t border-line pt-5' : ''}`}>
          <p className={LOOKS[look].text}>{t('form.mobileText', { provider })}</p>
          {!both && <BudgetLine t={t} look={look} budget={budget} />}
          <AnswerButton
            action={actions.login}
            fields={{ linkSessionId: attempt.linkSessionId, method: 'mobile_app' }}
            label={t('form.mobile', { provider })}
            busyLabel={t('form.busy')}
            primary={!both}
            look={look}
            errors={errors}
            icon={<Smartphone aria-hidden />}
          />
        </div>
      )}
    </>
  )
}
