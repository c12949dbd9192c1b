import { z } from 'zod'

/** The largest logo, in bytes. */
export const LOGO_BYTES = 256 * 1024
/** The largest logo, in pixels along a side: a small file can unfold into a picture that stalls a phone. */
export const LOGO_PIXELS = 4_096

export const LOGO_TOO_LARGE = 'The picture is larger than 256 KB. Save it smaller and try again.'
export const LOGO_NOT_A_PICTURE = 'This is not a PNG, JPEG or WebP picture. Choose another file.'
export const LOGO_TOO_WIDE =
  'The picture has more than 4,096 pixels along a side. Save it smaller and try again.'

export const nameInput = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1, 'Enter the agency’s name.')
    .max(80, 'The name can have at most 80 characters.')
    .regex(/^\P{Cc}*$/u, 'The name holds a character that cannot be stored.'),
})

/** The picture's bytes alone: what its file was called, or said to be, is not asked for. */
export const logoInput = z.strictObject({
  image: z
    .string()
    .min(1, 'Choose a picture.')
    .max(Math.ceil(LOGO_BYTES / 3) * 4, LOGO_TOO_LARGE)
    .regex(/^[A-Za-z0-9+/]*={0,2}$/, LOGO_NOT_A_PICTURE),
})
