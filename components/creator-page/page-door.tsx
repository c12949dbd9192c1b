import type { PageLocale } from '@/lib/i18n/locales'
import type { Translate } from '@/lib/i18n/translate'
import { QUIET_LINK } from '../connect/big-button'
import { CodeField } from './code-field'
import { type SaidAction, SaidForm } from './said-form'

/** Her page while it is closed: a code by mail opens it. `email` is masked; null when this browser knows no link. */
export function PageDoor({
  t,
  language,
  agencyName,
  email,
  reason,
  isLost,
  actions,
}: {
  t: Translate<'mine'>
  language: PageLocale
  agencyName: string | null
  email: string | null
  reason: 'ready' | 'no_link' | 'no_address'
  /** The code that was asked for last could not be delivered. */
  isLost: boolean
  actions: { send: SaidAction; open: SaidAction }
}) {
  return (
    <div className="flex flex-col gap-5">
      <p className="text-lg text-pretty text-ink-2">
        {reason === 'ready' && agencyName ? t('door.intro', { agency: agencyName }) : null}
        {reason === 'no_link' ? t('door.introUnknown') : null}
        {reason === 'no_address' ? t('door.none') : null}
      </p>
      {reason === 'ready' && email && (
        <SaidForm
          action={actions.send}
          hidden={{ language }}
          submit={t('door.send', { email })}
          lost={isLost ? t('door.lost') : null}
          afterOn={['sent']}
          after={
            <SaidForm action={actions.open} hidden={{ language }} submit={t('door.open')}>
              <CodeField label={t('door.code')} />
            </SaidForm>
          }
        />
      )}
      {reason !== 'no_link' && (
        <a href="/connect" className={QUIET_LINK}>
          {t('door.back')}
        </a>
      )}
      <a href="/sign-in?next=/connect/mine" className={QUIET_LINK}>
        {t('door.signIn')}
      </a>
    </div>
  )
}
