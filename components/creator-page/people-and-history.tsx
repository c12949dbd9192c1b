import type { HistoryLine, PagePerson } from '@/lib/creator-page/get-page'
import type { Translate } from '@/lib/i18n/translate'
import type { Dates } from './dates'

/** Who at the agency can see her accounts. */
export function People({
  t,
  agencyName,
  people,
}: {
  t: Translate<'mine'>
  agencyName: string
  people: PagePerson[]
}) {
  return (
    <section aria-labelledby="people">
      <h2 id="people" className="text-xl font-semibold">
        {t('people.heading', { agency: agencyName })}
      </h2>
      <p className="mt-1 text-lg text-pretty text-ink-2">{t('people.intro')}</p>
      <ul className="mt-3 divide-y divide-line rounded-xl border border-line">
        {people.map((person) => (
          <li
            key={`${person.name} ${person.role}`}
            className="flex min-h-11 items-center justify-between gap-3 px-4 py-2"
          >
            <bdi className="truncate font-medium">{person.name}</bdi>
            <span className="shrink-0 text-muted">{t(`people.${person.role}`)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What happened with her accounts, newest first. */
export function History({ t, lines, dates }: { t: Translate<'mine'>; lines: HistoryLine[]; dates: Dates }) {
  return (
    <section aria-labelledby="history">
      <h2 id="history" className="text-xl font-semibold">
        {t('history.heading')}
      </h2>
      {lines.length === 0 && <p className="mt-1 text-lg text-pretty text-ink-2">{t('history.none')}</p>}
      <ol className="mt-3 flex flex-col gap-3">
        {lines.map((line) => (
          <li key={line.id} className="border-l-2 border-line pl-3">
            <p>
              {t(`history.${line.kind.replace('.', '_') as HistoryKey}`)}
              {line.username && (
                <>
                  {' · '}
                  <bdi className="text-ink-2">@{line.username}</bdi>
                </>
              )}
            </p>
            <p className="text-sm text-muted">
              {dates.moment(line.at)} · {t(`history.by_${line.by}`)}
            </p>
          </li>
        ))}
      </ol>
    </section>
  )
}

type Dashed<K extends string> = K extends `${infer A}.${infer B}` ? `${A}_${B}` : K
type HistoryKey = Dashed<HistoryLine['kind']>
