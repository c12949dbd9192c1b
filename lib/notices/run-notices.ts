import 'server-only'
import type { Db } from '@/db/client'
import { systemContext } from '../jobs/system-context'
import { logger } from '../logger'
import { findRecipients, mailNotices } from './mail-notices'
import type { NoticeCadence } from './words'

/** Mails everybody for whom a mail of this cadence is due, one by one: a failed one keeps nobody from theirs. */
export async function runNotices(db: Db, cadence: NoticeCadence): Promise<void> {
  for (const { agencyId, userId } of await findRecipients(db, cadence, new Date())) {
    try {
      const ctx = await systemContext(db, agencyId, 'notices')
      if (ctx) await mailNotices(ctx, userId, cadence)
    } catch (error) {
      logger.error({ err: error }, 'notices')
    }
  }
}
