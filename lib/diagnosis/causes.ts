import type { WhoMustAct } from '../connections/words'

/** The one thing to do next about a connection. */
export const NEXT_ACTIONS = [
  'none',
  'ask',
  'reconnect',
  'verify',
  'review',
  'follow',
  'connect_anew',
  'fix_provider',
] as const
export type NextAction = (typeof NEXT_ACTIONS)[number]

type Rule = {
  headline: string
  /** What happened, what it means, and what helps. */
  explanation: string
  who: WhoMustAct
  action: NextAction
  /** Nothing repairs this row: only a new connection helps. */
  unrepairable?: true
}

/**
 * Every answer to "Why is it broken?". Pure words and the pure table from cause to action; which cause applies is
 * decided in diagnose.ts.
 */
export const DIAGNOSES = {
  works: {
    headline: 'It works',
    explanation: 'The last read with this connection worked, and nothing since then says otherwise.',
    who: 'nobody',
    action: 'none',
  },
  works_unchecked: {
    headline: 'It worked when it was last proven',
    explanation:
      'The last check could not be done, so nothing newer is known. A check that fails says nothing about the connection; verify it to know.',
    who: 'nobody',
    action: 'verify',
  },
  works_provider_down: {
    headline: 'The provider does not answer; the connection is not the cause',
    explanation:
      'It worked when it was last proven. Its data is not updated until the provider answers again, which Patchbay keeps trying.',
    who: 'nobody',
    action: 'none',
  },
  works_key_refused: {
    headline: 'The provider refuses the agency’s API key; the connection is not the cause',
    explanation:
      'It worked when it was last proven. No connection of this key is updated until an owner or admin has checked the key. A reconnect would not help.',
    who: 'admin',
    action: 'fix_provider',
  },
  works_suspected: {
    headline: 'It seems to be signed out, and is being asked once more',
    explanation:
      'Providers call a login ended that they renew a moment later, so Patchbay asks twice before it says so. Verify it to decide now.',
    who: 'nobody',
    action: 'verify',
  },
  works_held: {
    headline: 'It worked when it was last proven; the provider now calls many connections ended',
    explanation:
      'So many at once are rather a fault at the provider, so Patchbay marked none of them. An owner or admin looks at the provider and lets Patchbay go on; until then, verify this one to know.',
    who: 'admin',
    action: 'verify',
  },
  works_untold: {
    headline: 'It worked when it was last proven, which is a while ago',
    explanation:
      'The provider sends no word when a login ends, or none has arrived for a week. Patchbay looks at such connections itself and is late with this one; verify it to know now.',
    who: 'nobody',
    action: 'verify',
  },
  renewal_due: {
    headline: 'It still works, but its login is old',
    explanation:
      'Renew it before it ends. A renewal that is cancelled or fails changes nothing about what works.',
    who: 'creator',
    action: 'ask',
  },
  login_ended: {
    headline: 'OnlyFans ended the login',
    explanation:
      'The login ran out, was signed out everywhere, or the password was changed. The creator has to log in again; everything kept here stays.',
    who: 'creator',
    action: 'ask',
  },
  marked_expired: {
    headline: 'The provider marked the login as expired',
    explanation:
      'The provider’s own check found that the login no longer works at OnlyFans. The creator has to log in again.',
    who: 'creator',
    action: 'ask',
  },
  login_missing: {
    headline: 'The provider no longer holds this login',
    explanation:
      'It was deleted at the provider, or never stored there. A reconnect stores a new one under this same row. If the provider refuses that, only a new connection helps.',
    who: 'creator',
    action: 'ask',
  },
  signed_out: {
    headline: 'OnlyFans answers that nobody is signed in',
    explanation:
      'The login exists at the provider, but OnlyFans treats it as signed out. The creator has to log in again.',
    who: 'creator',
    action: 'ask',
  },
  second_factor: {
    headline: 'OnlyFans asks for a second factor',
    explanation:
      'OnlyFans wants a new proof that it is the creator. Only she has the phone or app for it, so she should do the reconnect.',
    who: 'creator',
    action: 'ask',
  },
  wrong_account_refused: {
    headline: 'Another account had logged in and was refused',
    explanation:
      'In a review the team refused the account that answered. The connection waits for a login of the expected one.',
    who: 'creator',
    action: 'ask',
  },
  other_user: {
    headline: 'Another OnlyFans user answers',
    explanation:
      'The connection answers as somebody else than the account that was connected. Its data is blocked until somebody compares both and decides.',
    who: 'team',
    action: 'review',
  },
  account_locked: {
    headline: 'OnlyFans has locked the account',
    explanation:
      'The last login was answered with a locked account. More tries make it worse: the creator has to unlock it on OnlyFans first, and can log in with the link after that.',
    who: 'creator',
    action: 'ask',
  },
  wrong_login: {
    headline: 'OnlyFans did not accept the e-mail or password',
    explanation:
      'The last reconnect ended on the login form. Let the creator type it herself: too many wrong tries lock the account.',
    who: 'creator',
    action: 'ask',
  },
  no_stored_credentials: {
    headline: 'The provider did not keep the login, so it cannot renew it',
    explanation:
      'The last reconnect needed the e-mail and password to be kept at the provider, and they were not. The creator has to log in again.',
    who: 'creator',
    action: 'ask',
  },
  second_factor_failed: {
    headline: 'The second factor failed too often',
    explanation:
      'The last reconnect got as far as the code. Wait a while; then the creator should do it with her phone or app at hand.',
    who: 'creator',
    action: 'ask',
  },
  access_refused: {
    headline: 'The login was good, but access was refused',
    explanation:
      'At the last step somebody did not grant what the provider asked for. Tell the creator what the access is for, then ask her again.',
    who: 'creator',
    action: 'ask',
  },
  cancelled_before_login: {
    headline: 'The last reconnect was cancelled before the login',
    explanation:
      'It was left on the page that explains the access, so OnlyFans was never asked. Nothing was changed.',
    who: 'creator',
    action: 'ask',
  },
  cancelled_at_login: {
    headline: 'The last reconnect was cancelled on the login form',
    explanation: 'Nobody finished the login. Nothing was changed.',
    who: 'creator',
    action: 'ask',
  },
  cancelled_at_code: {
    headline: 'The last reconnect was cancelled at the second factor',
    explanation:
      'The password was right; the code was missing. The creator should do it herself, with her phone or app at hand.',
    who: 'creator',
    action: 'ask',
  },
  ran_out: {
    headline: 'The last reconnect ran out of time',
    explanation:
      'The provider’s page was opened and the login was not finished in time. Nothing was changed; start again.',
    who: 'team',
    action: 'reconnect',
  },
  attempt_failed: {
    headline: 'The provider could not finish the last reconnect',
    explanation:
      'The provider gave no cause that somebody could act on. Nothing was changed; start again. If it happens twice, tell an admin.',
    who: 'team',
    action: 'reconnect',
  },
  never_confirmed: {
    headline: 'The provider never confirmed the last reconnect',
    explanation:
      'It sent the browser back as if it were done, and did not confirm it when asked. Verify the connection; if it is still broken, start again.',
    who: 'team',
    action: 'verify',
  },
  could_not_start: {
    headline: 'The provider did not open a session for the last reconnect',
    explanation: 'It did not answer, or not in a way that makes sense. Nothing was changed; try again.',
    who: 'team',
    action: 'reconnect',
  },
  plan_limit: {
    headline: 'The provider’s plan allows no more sessions',
    explanation:
      'The last reconnect could not be opened, because the limit at the provider is reached. An admin has to raise it, or disconnect what is not needed; then start again.',
    who: 'admin',
    action: 'reconnect',
  },
  provider_setup: {
    headline: 'The provider refuses how Patchbay is set up there',
    explanation:
      'The last reconnect could not be opened: the callback address, the client app or a permission of the key is not right at the provider. An admin has to correct it; the session says what exactly.',
    who: 'admin',
    action: 'fix_provider',
  },
  wrong_account: {
    headline: 'Another account logged in and was not kept',
    explanation:
      'The last reconnect ended with a different OnlyFans user. The connection waits for a login of the expected one.',
    who: 'creator',
    action: 'ask',
  },
  gone_at_provider: {
    headline: 'The provider does not know this connection any more',
    explanation:
      'A reconnect was tried, and the provider refused it because nothing is left to renew. This row cannot be repaired: connect the account anew, then disconnect this one.',
    who: 'team',
    action: 'connect_anew',
    unrepairable: true,
  },
  ended_by_team: {
    headline: 'The team disconnected it',
    explanation:
      'It was ended on purpose and deleted at the provider. Its history stays; only a new connection brings data again.',
    who: 'nobody',
    action: 'connect_anew',
    unrepairable: true,
  },
  ended_by_creator: {
    headline: 'The creator revoked it',
    explanation:
      'She took the access back, and it was deleted at the provider. Only she can grant it again, with a new connection.',
    who: 'nobody',
    action: 'connect_anew',
    unrepairable: true,
  },
  ended_in_review: {
    headline: 'It was replaced in a review',
    explanation:
      'Another OnlyFans user had taken its place, and the team closed this row. The other account is a connection of its own; this one can only be connected anew.',
    who: 'nobody',
    action: 'connect_anew',
    unrepairable: true,
  },
  ended: {
    headline: 'It was ended',
    explanation: 'Its history stays; only a new connection brings data again.',
    who: 'nobody',
    action: 'connect_anew',
    unrepairable: true,
  },
  unexplained: {
    headline: 'It does not work, and the cause is not known',
    explanation: 'Verify it: the provider’s answer says more. If it stays like this, tell an admin.',
    who: 'team',
    action: 'verify',
  },
} as const satisfies Record<string, Rule>

export type DiagnosisCause = keyof typeof DIAGNOSES

/** The rule of a cause, with all of its fields. */
export function ruleOf(cause: DiagnosisCause): Rule {
  return DIAGNOSES[cause]
}
