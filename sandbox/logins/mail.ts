import { GOOD_CODE } from '../flow/scenarios'
import { pageUrl } from './page-url'
import type { LoginAttempt } from './schema'
import type { World } from './world'

/** How an address looks to people who need not know all of it: `j***@creator.sandbox.com`. */
export function maskEmail(email: string): string {
  const [local = '', domain = ''] = email.split('@')
  return `${local.slice(0, 1)}***@${domain}`
}

/**
 * The mail to the creator, put into the sandbox's own mailbox. OnlyFansKit mails a code; OnlyFansAPI mails a
 * link at which she confirms on her own device.
 */
export async function mailCode(world: World, attempt: LoginAttempt, email: string): Promise<void> {
  const { runtime, provider } = world
  const from = 'OnlyFans <no-reply@onlyfans.sandbox.com>'
  const text =
    provider === 'onlyfanskit'
      ? `Your verification code is ${GOOD_CODE}.`
      : `Confirm your login here: ${pageUrl(world, attempt, 'verify')}\r\nOr enter this code: ${GOOD_CODE}`
  const raw = [
    `From: ${from}`,
    `To: ${email}`,
    'Subject: Verify your login',
    'Content-Type: text/plain; charset=utf-8',
    '',
    text,
    '',
  ].join('\r\n')
  const envelope = { from: 'no-reply@onlyfans.sandbox.com', to: [email] }
  await runtime.mailbox.add(envelope, new TextEncoder().encode(raw), runtime.store.isoNow())
}
