import { CopyTextButton } from '../invites/copy-text-button'
import { Input } from '../ui/input'

/** A link to hand over, with what it is worth. */
export function LinkReady({ url, mailedTo }: { url: string; mailedTo: string | null }) {
  return (
    <div className="flex flex-col gap-3">
      <p className="text-ink-2">
        {mailedTo
          ? `It is on its way to ${mailedTo}. You can hand the link over yourself as well.`
          : 'Hand this link over. It can be accepted once, within seven days.'}
      </p>
      <div className="flex flex-col gap-2 xs:flex-row">
        <Input
          readOnly
          value={url}
          aria-label="Link of the invitation"
          onFocus={(event) => event.currentTarget.select()}
          className="min-w-0 flex-1 font-mono text-sm"
        />
        <CopyTextButton value={url} label="Copy link" variant="primary" />
      </div>
      <p className="text-sm text-muted">Whoever holds the link can accept it. Treat it like a key.</p>
    </div>
  )
}
