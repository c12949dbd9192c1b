import { ExternalLink } from 'lucide-react'

/** 24 px that say that this is the demo, and where its people are. */
export function SandboxRibbon({ address }: { address: string }) {
  return (
    <aside
      aria-label="Sandbox"
      className="flex h-6 items-center justify-center gap-1.5 overflow-hidden bg-warning-soft px-3 text-xs whitespace-nowrap text-warning"
    >
      <span className="truncate">Sandbox: nothing here touches OnlyFans.</span>
      <a
        href={address}
        target="_blank"
        rel="noreferrer"
        className="inline-flex items-center gap-1 rounded-sm font-medium underline underline-offset-2"
      >
        <span>
          People<span className="max-sm:sr-only"> in the sandbox</span>
        </span>
        <ExternalLink aria-hidden className="size-3" />
        <span className="sr-only"> (opens in a new tab)</span>
      </a>
    </aside>
  )
}
