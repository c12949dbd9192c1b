import { Compass } from 'lucide-react'
import type { InAppBrowser } from '@/lib/connect/in-app-browser'
import type { Translate } from '@/lib/i18n/translate'
import { QUIET_LINK } from './big-button'
import { CopyLink, type CopyLinkAction } from './copy-link'

/** Inside an app's own browser: why a browser of her own is better, and how to get there. She may go on all the same. */
export function InAppHelp({
  t,
  inside,
  copy,
}: {
  t: Translate<'connect'>
  inside: InAppBrowser
  /** Hands out the link of this invite; null where this page's own address is the link. */
  copy: CopyLinkAction | null
}) {
  const browser = t(`inApp.browsers.${inside.system}`)
  const steps = [t('inApp.press'), t('inApp.open', { browser }), t('inApp.paste')]
  return (
    <section
      aria-labelledby="in-app"
      className="flex gap-3 rounded-xl border border-info-line bg-info-soft px-4 py-3.5"
    >
      <Compass aria-hidden className="mt-0.5 size-5 shrink-0 text-info" />
      <div className="min-w-0 flex-1 text-lg text-ink-2">
        <h2 id="in-app" className="font-semibold text-ink">
          {t('inApp.title')}
        </h2>
        <p className="mt-0.5 text-pretty">
          {inside.app ? t('inApp.named', { app: inside.app }) : t('inApp.unnamed')}
        </p>
        <details className="mt-1">
          <summary className={QUIET_LINK}>{t('inApp.how', { browser })}</summary>
          <ol className="mt-1 flex list-decimal flex-col gap-1 pl-6">
            {steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          <CopyLink
            action={copy}
            words={{ copy: t('inApp.copy'), copied: t('inApp.copied'), failed: t('inApp.failed') }}
          />
          <p className="mt-2">{t('inApp.anyway')}</p>
        </details>
      </div>
    </section>
  )
}
