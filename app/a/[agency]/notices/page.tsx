import { BellOff, ChevronRight, Settings2 } from 'lucide-react'
import type { Metadata } from 'next'
import { LivePage } from '@/components/live/live-page'
import { MarkRead } from '@/components/notices/mark-read'
import { NoticeList } from '@/components/notices/notice-list'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { PageHeader } from '@/components/ui/page-header'
import { noticeListInput } from '@/lib/notices/list-input'
import { listNotices } from '@/lib/notices/list-notices'
import { requireContext } from '../context'
import { markNoticesReadAction } from './actions'

export const metadata: Metadata = { title: 'Notices' }

type Props = {
  params: Promise<{ agency: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function NoticesPage({ params, searchParams }: Props) {
  const { agency: slug } = await params
  const ctx = await requireContext(slug, `/a/${slug}/notices`)
  const { items, next } = await listNotices(ctx, noticeListInput.parse(await searchParams))
  const unread = items.filter((item) => item.unread).map((item) => item.id)
  return (
    <>
      <LivePage topics={['notices']} />
      <PageHeader
        title="Notices"
        description="What broke, and what works again, of the connections that you look after."
        actions={
          <LinkButton href={`/a/${slug}/account#notices`} variant="ghost">
            <Settings2 aria-hidden />
            How you are told
          </LinkButton>
        }
      />
      <MarkRead slug={slug} unread={unread} action={markNoticesReadAction} />
      <Card flush>
        {items.length > 0 ? (
          <NoticeList slug={slug} items={items} />
        ) : (
          <EmptyState
            icon={<BellOff />}
            title="No notices"
            description="You are told here when a connection that you look after breaks, and when it works again."
          />
        )}
      </Card>
      {next && (
        <nav aria-label="Pages of the notices" className="mt-4 flex justify-end">
          <LinkButton size="sm" href={`/a/${slug}/notices?after=${next}`} rel="next" prefetch={false}>
            Older notices
            <ChevronRight aria-hidden />
          </LinkButton>
        </nav>
      )}
    </>
  )
}
