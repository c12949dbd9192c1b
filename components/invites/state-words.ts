import type { InviteView } from '@/lib/invites/get-invite'
import type { NoticeTone } from '../ui/notice'

/** What happened, what comes next, and who must act. */
export type InviteStanding = { tone: NoticeTone; title: string; next: string }

type Facts = Pick<
  InviteView,
  'state' | 'purpose' | 'opened' | 'started' | 'uses' | 'maxUses' | 'askedAgainAt' | 'mails'
>

function waitingWords(invite: Facts): InviteStanding {
  if (invite.uses > 0)
    return {
      tone: 'success',
      title: invite.uses === 1 ? 'One account is connected' : `${invite.uses} accounts are connected`,
      next: `The link can be used ${invite.maxUses - invite.uses} more ${invite.maxUses - invite.uses === 1 ? 'time' : 'times'}.`,
    }
  if (invite.started > 0)
    return {
      tone: 'info',
      title: 'The creator began, and has not finished yet',
      next: 'The attempts below show where it stands. The link works for another try.',
    }
  if (invite.opened > 0)
    return {
      tone: 'info',
      title: 'The creator opened the link',
      next: 'They have not pressed Continue yet. A short message may help.',
    }
  if (invite.mails.some((mail) => mail.status === 'sent'))
    return {
      tone: 'info',
      title: 'Sent, not opened yet',
      next: 'A reminder goes out after two days, unless the link was opened by then.',
    }
  return {
    tone: 'info',
    title: 'Waiting to be opened',
    next: 'Hand the link over by chat, QR code or e-mail.',
  }
}

const OPEN_AGAIN = 'They found this one closed. Open it again with the same link, or make a new invite.'

/** What answers a creator who found the link closed; she meets an open one closed when hers was replaced. */
const ASKED: Partial<Record<Facts['state'], string>> = {
  open: 'They came with a link that was replaced. Send them the new one.',
  expired: OPEN_AGAIN,
  paused: OPEN_AGAIN,
}

/** What the page of an invite says at its top. */
export function inviteStanding(invite: Facts): InviteStanding {
  if (invite.askedAgainAt)
    return {
      tone: 'warning',
      title: 'The creator asks for a new link',
      next: ASKED[invite.state] ?? 'They found this one closed. Make a new invite for them.',
    }
  switch (invite.state) {
    case 'open':
      return waitingWords(invite)
    case 'paused':
      return {
        tone: 'warning',
        title: 'Paused',
        next: 'Whoever opens the link is told to ask you. Resume it when it may be used again.',
      }
    case 'expired':
      return {
        tone: 'warning',
        title: 'Expired before it was used up',
        next: 'Extend it, and the link that you sent works again.',
      }
    case 'used_up':
      return {
        tone: 'success',
        title: invite.purpose === 'reconnect' ? 'The connection was repaired' : 'Done',
        next: 'Every use of this link has become a proven connection. It leads nowhere any more.',
      }
    case 'revoked':
      return {
        tone: 'info',
        title: 'Revoked',
        next: 'The link leads nowhere. For another try, make a new invite.',
      }
  }
}
