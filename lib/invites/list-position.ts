import { z } from 'zod'

const position = z.tuple([z.iso.datetime(), z.uuid()])

/** Where a page of invites begins: after the one made at this moment, with this id. Times are kept to the millisecond. */
export type InvitePosition = { at: Date; id: string }

/** A position as opaque text for the URL. */
export function positionText({ at, id }: InvitePosition): string {
  return Buffer.from(JSON.stringify([at.toISOString(), id])).toString('base64url')
}

/** Reads a position back; null when it is none. */
export function parsePosition(text: string | undefined): InvitePosition | null {
  if (!text) return null
  try {
    const [at, id] = position.parse(JSON.parse(Buffer.from(text, 'base64url').toString()))
    return { at: new Date(at), id }
  } catch {
    return null
  }
}
