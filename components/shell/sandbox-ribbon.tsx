import { ExternalLink } from 'lucide-react'

/** 24 px that say that this is the demo, and where its people and its mails are. */
export function SandboxRibbon({ address }: { address: string }) {
  return (
    <aside
      aria-label="Sandbox"
      className="flex h-6 items-center justify-center gap-2.5 overflow-hidden bg-warning-soft px-3 text-xs whitespace-nowrap text-warning"
    >
      <span className="truncate">Sandbox: nothing here touches OnlyFans.</span>
      <RibbonLink href={address} word="People" rest=" in the sandbox" />
      <RibbonLink href={`${address}/mailbox`} word="Mailbox" rest=" of the sandbox" />
    </aside>
  )
}

function RibbonLink({ href, word, rest }: { href: string; word: string; rest: string }) {
  return (
    <a
      href={href}
      target="_blank"
      rel="noreferrer"
      className="inline-flex items-center gap-1 rounded-sm font-medium underline underline-offset-2"
    >
      <span>
        {word}
        <span className="sr-only">{rest}</span>
      </span>
      <ExternalLink aria-hidden className="size-3" />
      <span className="sr-only"> (opens in a new tab)</span>
    </a>
  )
}
