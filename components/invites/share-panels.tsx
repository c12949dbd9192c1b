'use client'

import { Tabs } from '@base-ui/react/tabs'
import { Mail, MessageSquareText, QrCode as QrSign } from 'lucide-react'
import type { ReactNode } from 'react'
import type { SharedLink } from '@/lib/invites/share-words'
import type { AgencyAction } from '../connections/use-agency-action'
import { Input } from '../ui/input'
import { Textarea } from '../ui/textarea'
import { CopyTextButton } from './copy-text-button'
import { QrCode } from './qr-code'
import { ShareMail } from './share-mail'

const TAB =
  'inline-flex h-9 flex-1 items-center justify-center gap-1.5 rounded-md text-sm font-medium text-ink-2 hover:text-ink data-active:bg-surface data-active:text-ink data-active:shadow-xs max-md:h-11 [&_svg]:size-4 [&_svg]:shrink-0'

function Tab({ value, icon, children }: { value: string; icon: ReactNode; children: ReactNode }) {
  return (
    <Tabs.Tab value={value} className={TAB}>
      {icon}
      {children}
    </Tabs.Tab>
  )
}

/** The link itself, and three ways to hand it over. */
export function SharePanels({
  slug,
  inviteId,
  link,
  mail,
}: {
  slug: string
  inviteId: string
  link: SharedLink
  mail: AgencyAction<void>
}) {
  return (
    <div className="flex flex-col gap-4">
      <div className="flex gap-2">
        <Input
          readOnly
          value={link.url}
          aria-label="Invite link"
          onFocus={(event) => event.currentTarget.select()}
          className="min-w-0 flex-1 font-mono text-sm!"
        />
        <CopyTextButton value={link.url} label="Copy link" variant="primary" />
      </div>
      <Tabs.Root defaultValue="text">
        <Tabs.List
          aria-label="Ways to send the link"
          className="mb-3 flex gap-1 rounded-lg bg-sunken p-1"
          activateOnFocus
        >
          <Tab value="text" icon={<MessageSquareText aria-hidden />}>
            Chat text
          </Tab>
          <Tab value="qr" icon={<QrSign aria-hidden />}>
            QR code
          </Tab>
          <Tab value="mail" icon={<Mail aria-hidden />}>
            E-mail
          </Tab>
        </Tabs.List>
        <Tabs.Panel value="text" className="flex flex-col gap-2 rounded-lg">
          <Textarea readOnly rows={7} value={link.text} aria-label="Text for a chat" />
          <div className="flex flex-wrap items-center justify-between gap-2">
            <span className="text-sm text-muted">In {link.languageName}, like the page behind the link.</span>
            <CopyTextButton value={link.text} label="Copy text" />
          </div>
        </Tabs.Panel>
        <Tabs.Panel value="qr" className="flex flex-col items-center gap-2 rounded-lg">
          <QrCode text={link.url} label={`QR code of the invite link for ${link.creatorName}`} />
          <p className="text-sm text-muted">The creator points their phone’s camera at it.</p>
        </Tabs.Panel>
        <Tabs.Panel value="mail" className="rounded-lg">
          <ShareMail
            slug={slug}
            inviteId={inviteId}
            mailTo={link.mailTo}
            languageName={link.languageName}
            action={mail}
          />
        </Tabs.Panel>
      </Tabs.Root>
    </div>
  )
}
