import { Check, CircleAlert, Clock, Trash2 } from 'lucide-react'
import type { PageConnection } from '@/lib/creator-page/get-page'
import type { Standing } from '@/lib/creator-page/history-words'
import type { PageLocale } from '@/lib/i18n/locales'
import type { Translate } from '@/lib/i18n/translate'
import { QUIET_LINK } from '../connect/big-button'
import { Avatar } from '../ui/avatar'
import { Badge } from '../ui/badge'
import type { Tone } from '../ui/tone'
import type { Dates } from './dates'
import { type SaidAction, SaidForm } from './said-form'

const LOOKS: Record<Standing, { tone: Tone; icon: typeof Check }> = {
  working: { tone: 'success', icon: Check },
  needs_you: { tone: 'warning', icon: CircleAlert },
  needs_team: { tone: 'info', icon: Clock },
  ending: { tone: 'neutral', icon: Clock },
  ended: { tone: 'neutral', icon: Trash2 },
}

export type AccountActions = { reconnect: SaidAction; revoke: SaidAction }

/** One linked account: how it stands, since when, what was allowed, and the way to renew it or to take it back. */
export function AccountCard({
  t,
  language,
  dates,
  agencyName,
  slug,
  connection,
  grants,
  actions,
}: {
  t: Translate<'mine'>
  language: PageLocale
  dates: Dates
  agencyName: string
  slug: string
  connection: PageConnection
  /** What was allowed, in plain words. */
  grants: string[]
  actions: AccountActions
}) {
  const { username, displayName, providerName: provider, endedAt, deletedAt, standing } = connection
  const { tone, icon: Icon } = LOOKS[standing]
  const hidden = { language, agency: slug, connectionId: connection.id }
  return (
    <article className="flex flex-col gap-4 rounded-xl border border-line p-4 sm:p-5">
      <div className="flex items-start gap-3">
        <Avatar src={connection.avatarUrl} name={displayName} size={48} />
        <div className="min-w-0 flex-1">
          <h3 className="truncate text-lg font-semibold">
            <bdi>{displayName}</bdi>
          </h3>
          <p className="truncate text-muted">
            <bdi>@{username}</bdi>
          </p>
          <p className="text-sm text-muted">{t('accounts.through', { provider })}</p>
        </div>
        <Badge tone={tone} icon={<Icon aria-hidden />}>
          {t(`standing.${standing}`)}
        </Badge>
      </div>
      <ul className="flex flex-col gap-1 text-ink-2">
        <li>{t('accounts.connectedOn', { date: dates.day(connection.connectedAt) })}</li>
        {!endedAt && (
          <li>
            {connection.lastProvenAt
              ? t('accounts.lastProven', { date: dates.moment(connection.lastProvenAt) })
              : t('accounts.neverProven')}
          </li>
        )}
        {endedAt && <li>{t('accounts.endedOn', { date: dates.moment(endedAt) })}</li>}
        {endedAt && deletedAt && (
          <li className="font-medium text-ink">
            {t('accounts.deleted', { provider, date: dates.moment(deletedAt) })}
          </li>
        )}
        {standing === 'ending' && <li>{t('accounts.deleting', { provider })}</li>}
      </ul>
      {!endedAt && grants.length > 0 && (
        <details>
          <summary className={QUIET_LINK}>{t('accounts.grants')}</summary>
          <ul className="mt-1 list-disc space-y-1 pl-5 text-ink-2">
            {grants.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </details>
      )}
      {!endedAt && (
        <div className="flex flex-col gap-3 border-t border-line pt-4">
          <SaidForm
            action={actions.reconnect}
            hidden={hidden}
            submit={t('accounts.reconnect')}
            tone={standing === 'needs_you' ? 'primary' : 'secondary'}
          />
          <details>
            <summary className={`${QUIET_LINK} text-danger`}>{t('accounts.revoke')}</summary>
            <div className="mt-2 flex flex-col gap-3 rounded-lg border border-danger-line bg-danger-soft p-4">
              <p className="font-semibold">{t('accounts.revokeTitle', { username })}</p>
              <p className="text-ink-2">{t('accounts.revokeWhat', { agency: agencyName, provider })}</p>
              <p className="text-ink-2">{t('accounts.revokeUndo')}</p>
              <SaidForm
                action={actions.revoke}
                hidden={hidden}
                submit={t('accounts.revokeYes')}
                tone="danger"
              />
            </div>
          </details>
        </div>
      )}
    </article>
  )
}
