/** Where a browser finds an agency's logo. A new picture has a new address, so it may be kept for ever. */
export function logoPath(agencyId: string, updatedAt: Date): string {
  return `/api/agency-logo/${agencyId}?v=${updatedAt.getTime().toString(36)}`
}
