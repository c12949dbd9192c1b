/** An address as somebody may see it who only holds the link: j•••@gmail.com. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@')
  return `${email.slice(0, 1)}•••${email.slice(at)}`
}
