import { z } from 'zod'
import { LOGO_BYTES, LOGO_NOT_A_PICTURE, LOGO_TOO_LARGE } from './words'

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
