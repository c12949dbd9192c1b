import 'server-only'
import { headers } from 'next/headers'
import { env } from '../env'

export type RequestFacts = {
  address: string
  userAgent: string
  requestId: string
  origin: string | null
  fetchSite: string | null
}

/**
 * The client's address out of the forwarded chain. Our own server always appends the socket's address, so
 * with n trusted proxies the client is the n-th entry before the last; what stands before it is hearsay.
 */
export function clientAddress(forwarded: string | null, trustedProxies: number): string {
  const chain = (forwarded ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
  return chain[Math.max(0, chain.length - 1 - trustedProxies)] ?? 'unknown'
}

/** What a request says of itself, for limits, audit and the same-origin check. */
export async function requestFacts(): Promise<RequestFacts> {
  const list = await headers()
  return {
    address: clientAddress(list.get('x-forwarded-for'), env().TRUSTED_PROXIES),
    userAgent: (list.get('user-agent') ?? '').slice(0, 300),
    requestId: list.get('x-request-id') ?? crypto.randomUUID(),
    origin: list.get('origin'),
    fetchSite: list.get('sec-fetch-site'),
  }
}
