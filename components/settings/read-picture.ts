import { LOGO_BYTES, LOGO_NOT_A_PICTURE, LOGO_TOO_LARGE } from '@/lib/settings/words'

export const PICTURE_TYPES = 'image/png,image/jpeg,image/webp'

/**
 * A chosen file as a data address, or why it will not do. The server looks at the bytes; this only spares the way
 * there for what it would refuse anyway.
 */
export async function readPicture(file: File): Promise<{ data: string } | { problem: string }> {
  if (!PICTURE_TYPES.split(',').includes(file.type)) return { problem: LOGO_NOT_A_PICTURE }
  if (file.size > LOGO_BYTES) return { problem: LOGO_TOO_LARGE }
  return new Promise((resolve) => {
    const reader = new FileReader()
    reader.onload = () => resolve({ data: String(reader.result) })
    reader.onerror = () => resolve({ problem: 'The file could not be read. Choose it again.' })
    reader.readAsDataURL(file)
  })
}

/** The bytes of a data address, in base64. */
export function bytesOf(data: string): string {
  return data.slice(data.indexOf(',') + 1)
}
