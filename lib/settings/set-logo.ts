import 'server-only'
import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import type { Tx } from '@/db/client'
import { agencyLogos } from '@/db/schema/agency-logos'
import { audit } from '../audit/audit'
import { type Ctx, inAgency } from '../auth/context'
import { requirePermission } from '../auth/permissions'
import { AppError } from '../errors'
import type { logoInput } from './input'
import { type SniffedImage, sniffImage } from './sniff-image'
import { LOGO_BYTES, LOGO_NOT_A_PICTURE, LOGO_PIXELS, LOGO_TOO_LARGE, LOGO_TOO_WIDE } from './words'

const refused = (message: string) => new AppError('invalid_input', message, { fields: { image: message } })

/** Only what a browser draws and cannot run: an SVG or a page in a picture's clothes is refused by its bytes. */
function pictureOf(image: string): { bytes: Buffer; picture: SniffedImage } {
  const bytes = Buffer.from(image, 'base64')
  if (bytes.length > LOGO_BYTES) throw refused(LOGO_TOO_LARGE)
  const picture = sniffImage(bytes)
  if (!picture || picture.width < 1 || picture.height < 1) throw refused(LOGO_NOT_A_PICTURE)
  if (picture.width > LOGO_PIXELS || picture.height > LOGO_PIXELS) throw refused(LOGO_TOO_WIDE)
  return { bytes, picture }
}

async function currentLogo(tx: Tx, ctx: Ctx) {
  const [row] = await tx
    .select({ contentType: agencyLogos.contentType, updatedAt: agencyLogos.updatedAt })
    .from(agencyLogos)
    .where(eq(agencyLogos.agencyId, ctx.agency.id))
  return row ? { contentType: row.contentType, since: row.updatedAt.toISOString() } : null
}

/** Sets the picture that creators see beside the agency's name. */
export async function setLogo(ctx: Ctx, { image }: z.infer<typeof logoInput>): Promise<void> {
  requirePermission(ctx, 'settings.edit')
  const { bytes, picture } = pictureOf(image)
  await inAgency(ctx, async (tx) => {
    const before = await currentLogo(tx, ctx)
    const values = { contentType: picture.contentType, image: bytes, updatedAt: ctx.now() }
    await tx
      .insert(agencyLogos)
      .values({ agencyId: ctx.agency.id, ...values })
      .onConflictDoUpdate({ target: agencyLogos.agencyId, set: values })
    await audit(tx, ctx, {
      action: 'agency.set_logo',
      targetType: 'agency',
      targetId: ctx.agency.id,
      ...(before ? { before } : {}),
      after: { ...picture, bytes: bytes.length },
    })
  })
}

/** Takes the picture away; creators see the agency's initials again. Nothing happens when there is none. */
export async function removeLogo(ctx: Ctx): Promise<void> {
  requirePermission(ctx, 'settings.edit')
  await inAgency(ctx, async (tx) => {
    const before = await currentLogo(tx, ctx)
    if (!before) return
    await tx.delete(agencyLogos).where(eq(agencyLogos.agencyId, ctx.agency.id))
    await audit(tx, ctx, {
      action: 'agency.remove_logo',
      targetType: 'agency',
      targetId: ctx.agency.id,
      before,
    })
  })
}
