import { CALLBACK_ERROR_CODES, CANCEL_STEPS } from './words'

/** What a callback claims. All of it is a hint: nothing in a callback is signed. */
export type CallbackHint = {
  status: 'success' | 'cancelled' | 'error'
  referenceId: string | null
  connectionId: string | null
  /** One of our known steps or codes, or `other`: a provider's text is never stored or shown. */
  code: string | null
}

const TOKEN = /^[A-Za-z0-9_-]{1,256}$/
const NAMES = ['status', 'connection_id', 'client_reference_id', 'step', 'error_code'] as const

/**
 * Parses the query of OFAuth's redirect (`status`, `connection_id`, `client_reference_id`, `step`,
 * `error_code`). Null when a known name comes twice, is empty, too long or holds an unexpected character.
 * Unknown names are ignored: a provider may add some.
 */
export function parseCallback(query: URLSearchParams): CallbackHint | null {
  if (query.size > 20) return null
  const values: Partial<Record<(typeof NAMES)[number], string>> = {}
  for (const name of NAMES) {
    const all = query.getAll(name)
    if (all.length === 0) continue
    const [value = ''] = all
    if (all.length > 1 || !TOKEN.test(value)) return null
    values[name] = value
  }
  const { status } = values
  if (status !== 'success' && status !== 'cancelled' && status !== 'error') return null
  return {
    status,
    referenceId: values.client_reference_id ?? null,
    connectionId: values.connection_id ?? null,
    code: codeOf(status, values.step, values.error_code),
  }
}

function codeOf(
  status: CallbackHint['status'],
  step: string | undefined,
  errorCode: string | undefined,
): string | null {
  if (status === 'cancelled') return step && Object.hasOwn(CANCEL_STEPS, step) ? step : 'other'
  if (status === 'error')
    return errorCode && Object.hasOwn(CALLBACK_ERROR_CODES, errorCode) ? errorCode : 'other'
  return null
}
