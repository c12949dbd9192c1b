export type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'danger'

/** Soft background and text of a tone, for badges and notices. Colour is never the only sign. */
export const SOFT_TONES: Record<Tone, string> = {
  neutral: 'bg-sunken text-ink-2',
  info: 'bg-info-soft text-info',
  success: 'bg-success-soft text-success',
  warning: 'bg-warning-soft text-warning',
  danger: 'bg-danger-soft text-danger',
}
