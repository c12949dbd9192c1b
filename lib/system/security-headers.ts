import { env } from '../env'

/**
 * The policy of every page: scripts and styles by nonce or from here, pictures from the provider's hosts, frames
 * of the providers' login pages alone, and none around us. Development needs eval and a socket for hot reload.
 */
export function contentSecurityPolicy(nonce: string): string {
  const development = process.env.NODE_ENV === 'development'
  const pictures = env().AVATAR_ORIGINS
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    development ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    `img-src 'self' data: ${pictures}`,
    "font-src 'self'",
    `connect-src 'self'${development ? ' ws:' : ''}`,
    "manifest-src 'self'",
    `frame-src ${env().OFAUTH_LINK_ORIGIN} ${new URL(env().ONLYFANSAPI_BASE_URL).origin}`,
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
  ].join('; ')
}
