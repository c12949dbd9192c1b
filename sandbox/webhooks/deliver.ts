/** Both providers give a receiver ten seconds. */
const TIMEOUT_MS = 10_000

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]'])

/** The sandbox speaks to this computer alone. */
export function isLoopback(url: string): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, hostname, username, password } = new URL(url)
  return protocol === 'http:' && LOOPBACK.has(hostname) && username === '' && password === ''
}

/**
 * Posts once. Any 2xx is success; a redirect is not followed.
 * @returns the status, or null with what went wrong
 */
export async function post(
  url: string,
  { headers, body }: { headers: Record<string, string>; body: string },
  stopped: AbortSignal,
): Promise<{ status: number | null; error: string | null }> {
  if (!isLoopback(url)) return { status: null, error: 'not on this computer' }
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers,
      body,
      redirect: 'manual',
      signal: AbortSignal.any([stopped, AbortSignal.timeout(TIMEOUT_MS)]),
    })
    await response.body?.cancel()
    return { status: response.status, error: null }
  } catch (error) {
    const name = error instanceof Error ? error.name : ''
    return { status: null, error: name === 'TimeoutError' ? 'no answer in time' : 'no connection' }
  }
}
