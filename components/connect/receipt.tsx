import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Translate } from '@/lib/i18n/translate'
import { AccountPicture } from './account-picture'
import { LocalTime } from './local-time'
import { PrintButton } from './print-button'
import { Sign } from './sign'
import { StepHeading } from './step-heading'
import type { ViewOf } from './step-props'

function Line({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="grid gap-x-4 py-2.5 sm:grid-cols-[10rem_minmax(0,1fr)]">
      <dt className="text-base text-muted sm:text-lg">{term}</dt>
      <dd className="min-w-0 text-lg break-words text-ink">{children}</dd>
    </div>
  )
}

function Granted({ lines, none }: { lines: string[]; none: string }) {
  if (lines.length === 0) return none
  return (
    <ul className="flex list-disc flex-col gap-0.5 pl-5 marker:text-muted">
      {lines.map((line) => (
        <li key={line} className="text-pretty">
          {line}
        </li>
      ))}
    </ul>
  )
}

function HowToEnd({ view, t }: { view: ViewOf<'receipt'>; t: Translate<'connect'> }) {
  return (
    <section className="text-lg text-pretty text-ink-2">
      <h2 className="font-semibold text-ink">{t('receipt.end')}</h2>
      <ul className="mt-1.5 flex list-disc flex-col gap-1 pl-5 marker:text-muted">
        {view.hasOwnPage && (
          <li>
            {t.rich('receipt.endPage', {
              provider: view.providerName,
              page: (words) =>
                view.contactEmail ? (
                  <a href="/connect/mine" className="link">
                    {words}
                  </a>
                ) : (
                  words
                ),
            })}
          </li>
        )}
        <li>{t('receipt.endAsk', { agency: view.asker.agencyName })}</li>
        <li>{t('receipt.endOnlyFans')}</li>
      </ul>
    </section>
  )
}

/**
 * The end: what was connected, for whom, when, and how to end it. Made to be printed or saved.
 * @param granted the permissions in words; null when the provider did not say
 * @param children what comes after the receipt: her own page
 */
export function Receipt({
  view,
  t,
  granted,
  children,
}: {
  view: ViewOf<'receipt'>
  t: Translate<'connect'>
  granted: { sees: string[]; does: string[] } | null
  children?: ReactNode
}) {
  const agency = view.asker.agencyName
  const again = view.purpose === 'reconnect'
  const unknown =
    view.access === 'whole' ? t('receipt.whole') : t('receipt.unknown', { provider: view.providerName })
  return (
    <div className="flex flex-col gap-6">
      <StepHeading
        title={again ? t('receipt.titleAgain') : t('receipt.title')}
        icon={
          <Sign tone="success">
            <Check />
          </Sign>
        }
      >
        <p className="print:hidden">{t('receipt.text', { agency })}</p>
      </StepHeading>
      <AccountPicture account={view.account} />
      {children && <div className="print:hidden">{children}</div>}
      <section aria-labelledby="receipt" className="flex flex-col gap-2">
        <h2 id="receipt" className="text-lg font-semibold">
          {t('receipt.heading')}
        </h2>
        <dl className="divide-y divide-line border-y border-line">
          <Line term={t('receipt.to')}>{agency}</Line>
          {view.asker.personName && <Line term={t('receipt.by')}>{view.asker.personName}</Line>}
          <Line term={t('receipt.through')}>{view.providerName}</Line>
          <Line term={t('receipt.when')}>
            <LocalTime at={view.connectedAt.toISOString()} locale={view.language} />
          </Line>
          <Line term={t('receipt.sees', { agency })}>
            <Granted lines={granted?.sees ?? []} none={granted ? t('receipt.nothing') : unknown} />
          </Line>
          <Line term={t('receipt.does', { agency })}>
            <Granted lines={granted?.does ?? []} none={granted ? t('receipt.nothing') : unknown} />
          </Line>
          <Line term={t('receipt.reference')}>
            <span className="font-mono text-base break-all">{view.connectionId}</span>
          </Line>
        </dl>
      </section>
      <HowToEnd view={view} t={t} />
      <PrintButton label={t('receipt.print')} />
      {view.usesLeft > 0 && (
        <p className="text-lg text-pretty text-ink-2 print:hidden">
          {t('receipt.more', { count: view.usesLeft })}{' '}
          <a href="/connect?again=1" className="link">
            {t('receipt.moreGo')}
          </a>
        </p>
      )}
    </div>
  )
}
