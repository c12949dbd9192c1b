import 'server-only'
import { AppError } from '../errors'
import type { LinkState } from '../link-sessions/states'
import type { Challenge } from '../providers/challenge'
import type { AttemptInput, CodeInput, SendCodeInput } from './input'
import type { Party } from './party'
import { takeTurn } from './take-turn'

/** The last code was the last: OnlyFans would lock the account, so none is sent any more. */
function codesLeft(challenge: Challenge): void {
  if (challenge.attemptsLeft !== null && challenge.attemptsLeft <= 0)
    throw new AppError('conflict', 'No codes are left for this login. Wait a while, then start again.')
}

/**
 * Gives the provider a code. It lives for this call and is stored nowhere. A wrong one keeps the challenge, which then
 * says so; the state tells the rest. Throws as `takeTurn` does, and `wrong_code` where the provider says so at once.
 */
export async function submitCode(party: Party, input: CodeInput): Promise<{ state: LinkState }> {
  const { state } = await takeTurn(party, input.linkSessionId, {
    needs: 'enter_code',
    check: codesLeft,
    event: 'session.answered',
    action: 'link_session.answer',
    data: { with: 'code' },
    isAnswer: true,
    send: async (driver, session) => ({
      reading: await driver.submitCode(session, input.code),
      result: null,
    }),
  })
  return { state }
}

/** Tells the provider that the face check was done. */
export async function confirmSelfie(party: Party, input: AttemptInput): Promise<{ state: LinkState }> {
  const { state } = await takeTurn(party, input.linkSessionId, {
    needs: 'confirm_selfie',
    event: 'session.answered',
    action: 'link_session.answer',
    data: { with: 'face' },
    isAnswer: true,
    send: async (driver, session) => ({ reading: await driver.confirmSelfie(session), result: null }),
  })
  return { state }
}

function mayAsk(challenge: Challenge, now: Date): void {
  if (challenge.sendsLeft !== null && challenge.sendsLeft <= 0)
    throw new AppError('conflict', 'OnlyFans sends no more codes for this login.')
  if (challenge.resendAt && Date.parse(challenge.resendAt) > now.getTime())
    throw new AppError('conflict', 'Another code can be asked for in a moment.')
}

/** Has OnlyFans send a code, by SMS or e-mail. */
export async function sendCode(party: Party, input: SendCodeInput): Promise<{ state: LinkState }> {
  const { state } = await takeTurn(party, input.linkSessionId, {
    needs: 'send_code',
    check: mayAsk,
    event: 'session.code_asked',
    action: 'link_session.ask_code',
    data: { by: input.kind },
    isAnswer: false,
    send: async (driver, session) => ({
      reading: await driver.sendCode(session, input.kind),
      result: null,
    }),
  })
  return { state }
}

/** Has the provider mail the creator, so that she verifies on her own device. @returns the masked address, if it is told */
export async function emailCreator(party: Party, input: AttemptInput): Promise<{ sentTo: string | null }> {
  const { result } = await takeTurn(party, input.linkSessionId, {
    needs: 'email_creator',
    event: 'session.creator_mailed',
    action: 'link_session.mail_creator',
    isAnswer: false,
    send: async (driver, session) => ({ reading: null, result: await driver.emailCreator(session) }),
  })
  return result
}
