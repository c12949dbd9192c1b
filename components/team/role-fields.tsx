import { useId } from 'react'
import { ROLE_WORDS, TEAM_ROLES, type TeamRole } from '@/lib/team/words'

export type RoleChoice = { role: TeamRole; assignedOnly: boolean }

/** What somebody may do in the team; staff can be limited to some creators. */
export function RoleFields({
  value,
  onChange,
  roles,
  isTitled = false,
}: {
  value: RoleChoice
  onChange: (next: RoleChoice) => void
  /** The roles that the viewer may give. */
  roles: readonly TeamRole[]
  /** What stands above says "Role" already. */
  isTitled?: boolean | undefined
}) {
  const name = useId()
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className={isTitled ? 'sr-only' : 'mb-1.5 font-medium'}>Role</legend>
      {TEAM_ROLES.filter((role) => roles.includes(role) || role === value.role).map((role) => (
        <label
          key={role}
          className="flex cursor-pointer items-start gap-3 rounded-md border border-line px-3 py-2.5 has-checked:border-accent has-checked:bg-accent-soft"
        >
          <input
            type="radio"
            name={name}
            value={role}
            checked={value.role === role}
            onChange={() => onChange({ role, assignedOnly: role === 'staff' && value.assignedOnly })}
            className="mt-0.5 size-4 shrink-0 accent-accent"
          />
          <span className="min-w-0">
            <span className="block font-medium">{ROLE_WORDS[role].label}</span>
            <span className="block text-sm text-ink-2">{ROLE_WORDS[role].may}</span>
          </span>
        </label>
      ))}
      {value.role === 'staff' && (
        <label className="mt-1 flex cursor-pointer items-start gap-3 px-3">
          <input
            type="checkbox"
            checked={value.assignedOnly}
            onChange={(event) => onChange({ role: 'staff', assignedOnly: event.target.checked })}
            className="mt-0.5 size-4 shrink-0 accent-accent"
          />
          <span className="min-w-0">
            <span className="block font-medium">Assigned creators only</span>
            <span className="block text-sm text-ink-2">
              Sees and works on the creators that you assign, and on those they add. Everything else stays
              hidden.
            </span>
          </span>
        </label>
      )}
    </fieldset>
  )
}
