import { Eye } from 'lucide-react'
import { AgencyLogo } from './agency-logo'

/** How the agency introduces itself on the page behind an invite. */
export function CreatorView({ name, logoUrl }: { name: string; logoUrl: string | null }) {
  const shown = name.trim() || 'Your agency'
  return (
    <div className="flex flex-col gap-2">
      <p className="flex items-center gap-1.5 text-sm text-muted">
        <Eye aria-hidden className="size-3.5" />
        As creators will see it
      </p>
      <div className="rounded-xl border border-line bg-canvas px-4 py-5">
        <div className="flex items-center gap-3">
          <AgencyLogo src={logoUrl} name={shown} size={56} />
          <div className="min-w-0">
            <p className="text-lg font-semibold break-words text-ink">
              <bdi>{shown}</bdi>
            </p>
            <p className="text-ink-2">asks to connect your OnlyFans account</p>
          </div>
        </div>
      </div>
    </div>
  )
}
