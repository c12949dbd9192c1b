import type { ActionError } from '@/lib/auth/action'
import { Notice } from './notice'

/** Why a form was refused, and the reference under which the log knows it. Nothing while there is no error. */
export function FormError({ error }: { error: ActionError | null }) {
  if (!error) return null
  return (
    <Notice tone="danger" title={error.message}>
      <span className="text-sm">
        Reference <span className="font-mono">{error.reference}</span>
      </span>
    </Notice>
  )
}
