import type { DemoSignIns } from '@/lib/system/demo'
import { Avatar } from '../ui/avatar'

/** Who can sign in to the demo. A click fills the form; without JavaScript it is simply a list to read. */
export function DemoPeople({
  demo,
  onPick,
}: {
  demo: DemoSignIns
  onPick: (email: string, password: string) => void
}) {
  return (
    <section aria-labelledby="demo-people" className="border-t border-line pt-5">
      <h2 id="demo-people" className="font-semibold">
        This is the demo
      </h2>
      <p className="mt-0.5 text-sm text-ink-2">
        Pick somebody to fill in the form. The password is{' '}
        <code className="font-mono whitespace-nowrap text-ink">{demo.password}</code>.
      </p>
      <ul className="-mx-2 mt-2">
        {demo.users.map((user) => (
          <li key={user.email}>
            <button
              type="button"
              onClick={() => onPick(user.email, demo.password)}
              className="flex w-full items-center gap-3 rounded-md px-2 py-1.5 text-left hover:bg-sunken"
            >
              <Avatar src={null} name={user.name} size={32} />
              <span className="min-w-0 flex-1">
                <span className="block truncate font-medium">{user.email}</span>
                <span className="block text-sm text-muted">
                  {user.name}, {user.role} in {user.agency}
                  {user.also && `, ${user.also}`}
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
