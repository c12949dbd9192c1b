import { Ban } from 'lucide-react'
import type { AuditFilter } from '@/lib/audit/filter-input'
import type { AuditItem } from '@/lib/audit/list-audit'
import { Badge } from '../ui/badge'
import { Card } from '../ui/card'
import { PageLink } from '../ui/page-link'
import { RelativeTime } from '../ui/relative-time'
import { auditHref, targetHref } from './audit-url'

const TYPE_WORDS: Record<string, string> = {
  link_session: 'Link session',
  provider_deletion: 'Deletion at the provider',
  orphan: 'Unknown connection',
  team_invite: 'Team invitation',
  bulk_job: 'Job',
  user: 'Person',
  agency: 'This agency',
}

const typeWords = (type: string): string => {
  const words = Object.hasOwn(TYPE_WORDS, type) ? TYPE_WORDS[type] : undefined
  return words ?? `${type.charAt(0).toUpperCase()}${type.slice(1).replaceAll('_', ' ')}`
}

const ACTORS: Record<AuditItem['actorKind'], string> = {
  user: 'Somebody',
  creator: 'The creator',
  system: 'Patchbay',
}

/** The lines of the audit log, newest first. */
export function AuditList({
  slug,
  filter,
  items,
}: {
  slug: string
  filter: AuditFilter
  items: AuditItem[]
}) {
  return (
    <Card flush className="overflow-hidden">
      <ol className="divide-y divide-line">
        {items.map((item) => (
          <li
            key={item.id}
            className="grid gap-x-6 gap-y-1 px-4 py-3 md:grid-cols-[minmax(0,1fr)_minmax(0,13rem)] md:px-5"
          >
            <div className="min-w-0">
              <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
                <Actor slug={slug} filter={filter} item={item} />
                <span className="font-medium">{item.words}</span>
                {!item.allowed && (
                  <Badge tone="danger" icon={<Ban aria-hidden />}>
                    Refused
                  </Badge>
                )}
              </p>
              <div className="flex flex-wrap items-baseline gap-x-4 gap-y-0.5 text-sm text-ink-2">
                <Target slug={slug} filter={filter} item={item} />
                <Changes item={item} />
              </div>
            </div>
            <p className="text-sm text-muted md:text-right">
              <RelativeTime at={item.at} className="md:block" />
              <span className="md:hidden"> · </span>
              <span className="md:block md:truncate" title={`Reference ${item.requestId}`}>
                {item.address ? `from ${item.address}` : 'in the background'}
                <span className="font-mono text-xs"> {item.requestId.slice(0, 8)}</span>
              </span>
            </p>
          </li>
        ))}
      </ol>
    </Card>
  )
}

function Actor({ slug, filter, item }: { slug: string; filter: AuditFilter; item: AuditItem }) {
  const id = item.actor?.id ?? (item.actorKind === 'user' ? null : item.actorKind)
  const name = item.actor?.name ?? ACTORS[item.actorKind]
  if (!id) return <span className="text-ink-2">{name}</span>
  return (
    <PageLink href={auditHref(slug, { ...filter, actor: id })} className="text-ink-2 hover:underline">
      <bdi>{name}</bdi>
    </PageLink>
  )
}

function Target({ slug, filter, item }: { slug: string; filter: AuditFilter; item: AuditItem }) {
  const { target } = item
  const href = targetHref(slug, target)
  const label = target.name ?? (target.type === 'agency' ? null : target.id.slice(0, 8))
  return (
    <p className="flex flex-wrap items-baseline gap-x-2">
      <span>
        {typeWords(target.type)}
        {label && ' '}
        {label &&
          (href ? (
            <PageLink href={href} className="link">
              <bdi>{label}</bdi>
            </PageLink>
          ) : (
            <bdi className={target.name ? undefined : 'font-mono'}>{label}</bdi>
          ))}
      </span>
      {filter.target === undefined && target.type !== 'agency' && /^[0-9a-f-]{36}$/.test(target.id) && (
        <PageLink
          href={auditHref(slug, { target: target.id })}
          className="text-muted hover:text-ink hover:underline"
        >
          all about it<span className="sr-only">: {label}</span>
        </PageLink>
      )}
    </p>
  )
}

function Changes({ item }: { item: AuditItem }) {
  if (item.changes.length === 0) return null
  return (
    <ul className="flex min-w-0 flex-wrap gap-x-4 gap-y-0.5">
      {item.changes.map(({ field, before, after }) => (
        <li key={field} className="wrap-anywhere">
          <span className="text-muted">{field}: </span>
          {before !== null && <del className="decoration-line-bold">{before}</del>}
          {before !== null && after !== null && <span aria-hidden> → </span>}
          {before !== null && after !== null && <span className="sr-only"> became </span>}
          {after !== null && <ins className="no-underline">{after}</ins>}
        </li>
      ))}
    </ul>
  )
}
