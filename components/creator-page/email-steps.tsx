import type { PageLocale } from '@/lib/i18n/locales'
import type { Translate } from '@/lib/i18n/translate'
import { bigButton, QUIET_LINK } from '../connect/big-button'
import { Field } from '../ui/field'
import { Input } from '../ui/input'
import { CodeField } from './code-field'
import { type SaidAction, SaidForm } from './said-form'

/** On the receipt: her address, the code, and the way to her page. The second form stands below the first one's answer. */
export function EmailSteps({
  t,
  language,
  agencyName,
  linkSessionId,
  known,
  isLost,
  actions,
}: {
  t: Translate<'mine'>
  language: PageLocale
  agencyName: string
  linkSessionId: string
  /** Her confirmed address, masked, or null. */
  known: string | null
  /** The code that was asked for last could not be delivered. */
  isLost: boolean
  actions: { send: SaidAction; confirm: SaidAction }
}) {
  const confirm = (
    <SaidForm
      action={actions.confirm}
      hidden={{ language, timeZone: 'UTC' }}
      submit={t('email.confirm')}
      after={
        <a href="/connect/mine" className={bigButton()}>
          {t('email.open')}
        </a>
      }
      afterOn={['right']}
    >
      <CodeField label={t('email.code')} />
    </SaidForm>
  )
  const form = (
    <SaidForm
      action={actions.send}
      hidden={{ language, linkSessionId }}
      submit={t('email.send')}
      tone="secondary"
      lost={isLost ? t('email.lost') : null}
      after={confirm}
      afterOn={['sent']}
    >
      <Field label={t('email.label')} name="email">
        {(ids) => (
          <Input
            {...ids}
            type="email"
            inputMode="email"
            autoComplete="email"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={254}
            required
          />
        )}
      </Field>
    </SaidForm>
  )
  if (!known)
    return (
      <section aria-labelledby="own-page" className="flex flex-col gap-3">
        <h2 id="own-page" className="text-lg font-semibold">
          {t('email.heading')}
        </h2>
        <p className="text-lg text-pretty text-ink-2">{t('email.why', { agency: agencyName })}</p>
        {form}
      </section>
    )
  return (
    <section className="flex flex-col gap-3">
      <p className="text-lg text-pretty text-ink-2">{t('email.change', { email: known })}</p>
      <a href="/connect/mine" className={bigButton('secondary')}>
        {t('email.open')}
      </a>
      <details>
        <summary className={QUIET_LINK}>{t('email.show')}</summary>
        <div className="mt-3">{form}</div>
      </details>
    </section>
  )
}
