// Apart from the schemas, because the browser uses it too: a schema library there would try to evaluate code.

/** The largest logo, in bytes. */
export const LOGO_BYTES = 256 * 1024
/** The largest logo, in pixels along a side: a small file can unfold into a picture that stalls a phone. */
export const LOGO_PIXELS = 4_096

export const LOGO_TOO_LARGE = 'The picture is larger than 256 KB. Save it smaller and try again.'
export const LOGO_NOT_A_PICTURE = 'This is not a PNG, JPEG or WebP picture. Choose another file.'
export const LOGO_TOO_WIDE =
  'The picture has more than 4,096 pixels along a side. Save it smaller and try again.'
