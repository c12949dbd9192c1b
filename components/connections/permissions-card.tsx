import { Eye, Pencil } from 'lucide-react'
import { Card } from '@/components/ui/card'
import { KNOWN_PERMISSIONS, permissionWords } from '@/lib/providers/ofauth/permissions'

const rank = (permission: string) => {
  const at = KNOWN_PERMISSIONS.indexOf(permission)
  return at < 0 ? KNOWN_PERMISSIONS.length : at
}

function Group({ heading, permissions, write }: { heading: string; permissions: string[]; write: boolean }) {
  if (permissions.length === 0) return null
  const Sign = write ? Pencil : Eye
  return (
    <div>
      <h3 className="mb-1.5 text-sm font-medium text-muted">{heading}</h3>
      <ul className="flex flex-col gap-1.5">
        {permissions.map((permission) => (
          <li key={permission} className="flex gap-2 text-sm text-ink-2" title={permission}>
            <Sign aria-hidden className="mt-0.5 size-3.5 shrink-0 text-muted" />
            {permissionWords(permission).words}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** What the creator granted, in plain words. */
export function PermissionsCard({ permissions }: { permissions: string[] }) {
  const sorted = [...permissions].sort((a, b) => rank(a) - rank(b))
  const writes = sorted.filter((permission) => permissionWords(permission).access === 'write')
  const reads = sorted.filter((permission) => !writes.includes(permission))
  return (
    <Card title="What the creator granted">
      {sorted.length === 0 ? (
        <p className="text-ink-2">The provider names no permission for this connection.</p>
      ) : (
        <div className="flex flex-col gap-4">
          <Group heading="The agency can" permissions={reads} write={false} />
          <Group heading="The agency can also" permissions={writes} write />
        </div>
      )}
    </Card>
  )
}
