import { BellOff, Settings2 } from 'lucide-react'
import type { Metadata } from 'next'
import { LivePage } from '@/components/live/live-page'
import { MarkRead } from '@/components/notices/mark-read'
import { NoticeList } from '@/components/notices/notice-list'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { PageHeader } from '@/components/ui/page-header'
import { Paging } from '@/components/ui/paging'
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
  const input = noticeListInput.parse(await searchParams)
  const { items, next } = await listNotices(ctx, input)
  const path = `/a/${slug}/notices`
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
      <div className="mt-4">
        <Paging
          of="log"
          label="Pages of the notices"
          first={input.after ? path : null}
          next={next ? `${path}?after=${next}` : null}
        />
      </div>
    </>
  )
}
