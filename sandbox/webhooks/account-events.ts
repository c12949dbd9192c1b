/** ISO time in the provider's spelling, with microseconds. */
const spelled = (iso: string) => iso.replace(/\.(\d{3})Z$/, '.$1000Z')

function attempt(event: string, occurredAt: string) {
  const failed = event === 'accounts.authentication_failed'
  const ended = failed || ['accounts.connected', 'accounts.reconnected'].includes(event)
  return {
    started_at: spelled(occurredAt),
    completed_at: ended ? spelled(occurredAt) : null,
    success: ended && !failed,
    error_message: failed ? 'Wrong email or password' : null,
    needs_otp: event === 'accounts.otp_code_required',
    needs_face_otp: event === 'accounts.face_otp_required',
    otp_phone_ending: event === 'accounts.otp_code_required' ? '42' : null,
  }
}

/**
 * The body of an OnlyFansAPI event about an account. State and progress are the placeholders that all of the
 * provider's examples repeat, so that a receiver has to go by the event's name.
 * @param occurredAt ISO text
 */
export function accountBody(
  event: string,
  accountId: string,
  occurredAt: string,
  clientReferenceId: string | null = null,
): unknown {
  if (event === 'accounts.disconnected') {
    return {
      event,
      account_id: accountId,
      payload: { account_id: accountId, disconnected_at: spelled(occurredAt) },
    }
  }
  // What the payloads of other events hold is not published.
  if (!event.startsWith('accounts.')) return { event, account_id: accountId, payload: {} }
  const reference = event === 'accounts.connected' ? { client_reference_id: clientReferenceId } : {}
  const payload = {
    ...reference,
    state: 'authenticated',
    progress: 'started',
    latestAuthAttempt: attempt(event, occurredAt),
  }
  return { event, account_id: accountId, payload }
}
