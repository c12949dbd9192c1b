import 'server-only'
import type { Tx } from '@/db/client'
import type { Ctx } from '../auth/context'
import { inAgency } from '../auth/context'
import { localeOf, type PageLocale } from '../i18n/locales'
import { type Translate, translator } from '../i18n/translate'
import type { MailContent } from './content'
import { codeContent } from './contents/code'
import { inviteContent } from './contents/invite'
import { noticesContent } from './contents/notices'
import { receiptContent } from './contents/receipt'
import { resetContent, teamInviteContent } from './contents/team'
import { codeFacts } from './facts/code'
import { inviteFacts } from './facts/invite'
import type { Loaded, MailRow } from './facts/loaded'
import { noticesFacts } from './facts/notices'
import { receiptFacts } from './facts/receipt'
import { resetFacts, teamInviteFacts } from './facts/team'
import { plainFacts } from './plain-value'
import type { DropReason } from './words'

type Composed = { content: MailContent } | { drop: DropReason }

/** Reads what a mail is about and writes it. */
function writer<T>(
  load: (tx: Tx, ctx: Ctx, mail: MailRow) => Promise<Loaded<T>>,
  write: (t: Translate<'mail'>, locale: PageLocale, facts: T) => MailContent,
) {
  return async (tx: Tx, ctx: Ctx, mail: MailRow): Promise<Composed> => {
    const loaded = await load(tx, ctx, mail)
    if ('drop' in loaded) return loaded
    const locale = localeOf(mail.language)
    return { content: write(translator(locale, 'mail'), locale, plainFacts(loaded.facts)) }
  }
}

const invite = writer(inviteFacts, inviteContent)
const notices = writer(noticesFacts, noticesContent)

const WRITERS: Record<MailRow['kind'], (tx: Tx, ctx: Ctx, mail: MailRow) => Promise<Composed>> = {
  invite,
  reminder: invite,
  reconnect: invite,
  code: writer(codeFacts, codeContent),
  receipt: writer(receiptFacts, receiptContent),
  team_invite: writer(teamInviteFacts, teamInviteContent),
  reset: writer(resetFacts, resetContent),
  alert: notices,
  digest: notices,
}

/**
 * Writes a mail from its ids, as things are now; or says why it need not be sent any more. Links and codes are derived
 * here and leave in the mail alone. Runs as the system.
 */
export function composeMail(ctx: Ctx, mail: MailRow): Promise<Composed> {
  return inAgency(ctx, (tx) => WRITERS[mail.kind](tx, ctx, mail))
}
