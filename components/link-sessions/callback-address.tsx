import { CopyButton } from '@/components/ui/copy-button'
import { Notice } from '@/components/ui/notice'

/** The address that an admin must allow at the provider before any session can be opened. */
export function CallbackAddress({ url, provider }: { url: string; provider: string }) {
  return (
    <Notice
      tone="warning"
      title={`Add this address to the allowed redirect URLs of the client app at ${provider}`}
    >
      <span className="mt-1 flex min-w-0 items-center gap-1">
        <code className="min-w-0 font-mono text-sm break-all text-ink">{url}</code>
        <CopyButton value={url} label="Copy the callback address" className="shrink-0" />
      </span>
    </Notice>
  )
}
