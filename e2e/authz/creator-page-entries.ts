import { randomUUID } from 'node:crypto'
import type { PathEntry, PublicAction } from './kinds'

const MINE = 'app/connect/mine/actions.ts'
const code = '000000'
const language = 'en'
const page = () => ({ language, agency: 'northlight' })

/** Nobody in the matrix came with a link or has her page open: signed in or not, all are answered the same. */
const closed = (fields: () => Record<string, string>, outcome = 'unauthenticated'): PublicAction => ({
  kind: 'public',
  page: '/connect/mine',
  fields,
  outcome,
})

/** The creator's own page. */
export const CREATOR_PAGE_ACTIONS: Record<string, PublicAction> = {
  [`${MINE}#sendPageCodeAction`]: closed(() => ({ language })),
  [`${MINE}#openPageAction`]: closed(() => ({ language, code })),
  [`${MINE}#sendEmailCodeAction`]: closed(() => ({
    language,
    linkSessionId: randomUUID(),
    email: 'nobody@e2e.example',
  })),
  [`${MINE}#confirmEmailAction`]: closed(() => ({ language, code, timeZone: 'UTC' })),
  [`${MINE}#reconnectAction`]: closed(() => ({ ...page(), connectionId: randomUUID() })),
  [`${MINE}#revokeAction`]: closed(() => ({ ...page(), connectionId: randomUUID() })),
  [`${MINE}#accountAction`]: closed(() => ({
    ...page(),
    name: 'Nobody',
    password: 'a-long-enough-password',
  })),
  [`${MINE}#linkAction`]: closed(page),
  [`${MINE}#closePageAction`]: closed(page, 'redirect /connect/mine?said=closed'),
}

export const CREATOR_PAGE_PATHS: Record<string, PathEntry> = {
  '/connect/mine': { kind: 'public', status: 200 },
}
