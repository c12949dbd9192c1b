import 'server-only'
import { countAttention } from '../attention/count-attention'
import { listProviderProblems, type ProviderProblem } from '../attention/list-problems'
import type { Ctx } from '../auth/context'
import { countUnread } from '../notices/count-unread'

/** What the frame around the console's pages shows of the agency's rows. */
export type Frame = {
  problems: ProviderProblem[]
  attention: number
  unread: number
  /** Differs when the frame would look different. Times in it do not count. */
  seen: string
}

/** Reads the frame, for the console and for pages that ask whether theirs is still right. */
export async function readFrame(ctx: Ctx): Promise<Frame> {
  const [problems, attention, unread] = await Promise.all([
    listProviderProblems(ctx),
    countAttention(ctx),
    countUnread(ctx),
  ])
  const banners = problems.map((one) => `${one.problem} ${one.accountId} ${one.count}`)
  return { problems, attention, unread, seen: [attention, unread, ...banners.sort()].join(', ') }
}
