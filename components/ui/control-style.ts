/** Shared look of text controls. 16 px on phones, so that iOS does not zoom in. */
export const CONTROL =
  'w-full rounded-md border border-line-bold bg-control px-3 text-lg text-ink shadow-xs transition-colors placeholder:text-muted hover:border-muted aria-invalid:border-danger disabled:cursor-not-allowed disabled:opacity-60 md:text-base'
