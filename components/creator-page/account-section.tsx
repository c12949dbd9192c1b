import type { PageLocale } from '@/lib/i18n/locales'
import type { Translate } from '@/lib/i18n/translate'
import { NewPasswordField } from '../auth/new-password-field'
import { QUIET_LINK } from '../connect/big-button'
import { Field } from '../ui/field'
import { Input } from '../ui/input'
import { type SaidAction, SaidForm } from './said-form'

/** Turning the page into an account, or the word that it is one. */
export function AccountSection({
  t,
  language,
  slug,
  email,
  hasAccount,
  canLink,
  actions,
}: {
  t: Translate<'mine'>
  language: PageLocale
  slug: string
  /** Masked. */
  email: string
  hasAccount: boolean
  /** Somebody is signed in here, so the page can be linked to that account. */
  canLink: boolean
  actions: { make: SaidAction; link: SaidAction }
}) {
  const hidden = { language, agency: slug }
  if (hasAccount) return <p className="text-lg text-pretty text-ink-2">{t('account.has')}</p>
  return (
    <section aria-labelledby="account" className="flex flex-col gap-3">
      <h2 id="account" className="text-xl font-semibold">
        {t('account.heading')}
      </h2>
      <p className="text-lg text-pretty text-ink-2">{t('account.why', { email })}</p>
      {canLink ? (
        <SaidForm action={actions.link} hidden={hidden} submit={t('account.link')} />
      ) : (
        <SaidForm
          action={actions.make}
          hidden={hidden}
          submit={t('account.make')}
          tone="secondary"
          after={
            <a href="/sign-in?next=/connect/mine" className={QUIET_LINK}>
              {t('account.signIn')}
            </a>
          }
          afterOn={['exists']}
        >
          <Field label={t('account.name')} name="name">
            {(ids) => <Input {...ids} autoComplete="name" maxLength={80} required />}
          </Field>
          <NewPasswordField label={t('account.password')} hint={t('account.passwordHint')} />
        </SaidForm>
      )}
    </section>
  )
}
