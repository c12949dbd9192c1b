import { Download, ScrollText, SearchX } from 'lucide-react'
import type { Metadata } from 'next'
import { AuditFilters } from '@/components/audit/audit-filters'
import { AuditList } from '@/components/audit/audit-list'
import { auditHref, isNarrowed } from '@/components/audit/audit-url'
import { NoPermission } from '@/components/shell/no-permission'
import { buttonStyle } from '@/components/ui/button-style'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { PageHeader } from '@/components/ui/page-header'
import { PageLink } from '@/components/ui/page-link'
import { Paging } from '@/components/ui/paging'
import { auditFilter, parseAuditPosition } from '@/lib/audit/filter-input'
import { listAudit, listAuditActors } from '@/lib/audit/list-audit'
import { mayOpen, requireContext } from '../context'

export const metadata: Metadata = { title: 'Audit log' }

type Props = {
  params: Promise<{ agency: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function AuditPage({ params, searchParams }: Props) {
  const { agency: slug } = await params
  const ctx = await requireContext(slug, `/a/${slug}/audit`)
  if (!(await mayOpen(ctx, 'audit.read')))
    return (
      <>
        <PageHeader title="Audit log" />
        <NoPermission slug={slug}>Owners and admins read the audit log.</NoPermission>
      </>
    )
  const query = await searchParams
  const filter = auditFilter.parse(query)
  const position = parseAuditPosition(query.after)
  const [{ items, next }, actors] = await Promise.all([
    listAudit(ctx, filter, position),
    listAuditActors(ctx),
  ])
  const narrowed = isNarrowed(filter)
  return (
    <>
      <PageHeader
        title="Audit log"
        description="Who did what, and what was refused. Nobody can change or delete a line."
        actions={
          // Not a Link: a file is no page to prefetch.
          <a href={auditHref(slug, filter, { file: true })} download className={buttonStyle()}>
            <Download aria-hidden />
            Export CSV
          </a>
        }
      />
      <div className="flex flex-col gap-4">
        <AuditFilters slug={slug} filter={filter} actors={actors} />
        {filter.target && (
          <p className="text-ink-2">
            Only what concerns one thing.{' '}
            <PageLink href={auditHref(slug, { ...filter, target: undefined })} className="link">
              Show everything
            </PageLink>
          </p>
        )}
        {items.length > 0 ? (
          <AuditList slug={slug} filter={filter} items={items} />
        ) : (
          <Card>
            <EmptyState
              icon={narrowed || position ? <SearchX /> : <ScrollText />}
              title={narrowed || position ? 'Nothing matches' : 'Nothing yet'}
              description={
                narrowed || position
                  ? 'No line of the log fits these filters.'
                  : 'What anybody does in this agency appears here.'
              }
              action={
                narrowed || position ? (
                  <LinkButton href={auditHref(slug, {})}>Show everything</LinkButton>
                ) : undefined
              }
            />
          </Card>
        )}
        <Paging
          of="log"
          label="Pages of the log"
          first={position ? auditHref(slug, filter) : null}
          next={next ? auditHref(slug, filter, { after: next }) : null}
        />
      </div>
    </>
  )
}
