import { createHmac } from 'node:crypto'
import type { Secret } from './secret'

/** What a derived token opens; two purposes never share a token. */
export type TokenPurpose = 'invite' | 'team_invite' | 'reset' | 'handoff'

function digest(key: Secret, ...parts: string[]): Buffer {
  return createHmac('sha256', Buffer.from(key.reveal(), 'base64url')).update(parts.join('\0')).digest()
}

/**
 * The token of a link: base64url(HMAC-SHA256(key, purpose, id, rotation)), 43 characters. Made again whenever the link
 * must be shown or mailed, so it is stored nowhere.
 * @param key the agency's link key
 */
export function deriveToken(key: Secret, purpose: TokenPurpose, id: string, rotation: number): string {
  return digest(key, purpose, id, String(rotation)).toString('base64url')
}

/** The six digits of a one-time code; stored nowhere, made again to mail it and to compare. */
export function deriveCode(key: Secret, codeId: string): string {
  return String(digest(key, 'code', codeId).readUIntBE(0, 6) % 1_000_000).padStart(6, '0')
}
