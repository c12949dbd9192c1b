import type { mails } from '@/db/schema/mails'
import type { DropReason } from '../words'

export type MailRow = typeof mails.$inferSelect

/** What a mail is about, as it is at this moment; or why it need not be sent any more. */
export type Loaded<T> = { facts: T } | { drop: DropReason }
