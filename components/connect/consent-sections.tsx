import {
  Clock,
  Database,
  Eye,
  FileText,
  KeyRound,
  type LucideIcon,
  PencilLine,
  Undo2,
  UserRound,
} from 'lucide-react'
import type { ConsentText, ConsentTopic } from '@/db/schema/consents'
import { cx } from '../ui/cx'

const SIGNS: Record<ConsentTopic, LucideIcon> = {
  asks: UserRound,
  sees: Eye,
  does: PencilLine,
  password: KeyRound,
  lasts: Clock,
  undo: Undo2,
  stored: Database,
}

/** What is granted reads as a list below its first sentence; the other sections are sentences. */
function Lines({ about, lines }: { about: ConsentTopic | undefined; lines: string[] }) {
  const listed = about === 'sees' || about === 'does'
  const [first, ...rest] = lines
  if (!listed || rest.length === 0)
    return lines.map((line) => (
      <p key={line} className="mt-1 text-pretty">
        {line}
      </p>
    ))
  return (
    <>
      <p className="mt-1 text-pretty">{first}</p>
      <ul className="mt-1.5 flex list-disc flex-col gap-1 pl-5 marker:text-muted">
        {rest.map((line) => (
          <li key={line} className="pl-0.5 text-pretty">
            {line}
          </li>
        ))}
      </ul>
    </>
  )
}

/**
 * Everything that she agrees to, word for word as it is stored. The password's section stands out.
 * @param isOurForm the password passes through this server: then that section is not in the colour of all-clear
 */
export function ConsentSections({ consent, isOurForm }: { consent: ConsentText; isOurForm: boolean }) {
  const password = isOurForm
    ? { box: 'my-1 bg-info-soft', icon: 'text-info' }
    : { box: 'my-1 bg-success-soft', icon: 'text-success' }
  return (
    <div className="flex flex-col gap-1">
      {consent.sections.map(({ about, heading, lines }) => {
        const Icon = about ? SIGNS[about] : FileText
        return (
          <section
            key={heading}
            className={cx('-mx-3 flex gap-3.5 rounded-xl px-3 py-3', about === 'password' && password.box)}
          >
            <Icon
              aria-hidden
              className={cx('mt-0.5 size-5 shrink-0', about === 'password' ? password.icon : 'text-muted')}
            />
            <div className="min-w-0 flex-1 text-lg break-words text-ink-2">
              <h2 className="font-semibold text-ink">{heading}</h2>
              <Lines about={about} lines={lines} />
            </div>
          </section>
        )
      })}
    </div>
  )
}
