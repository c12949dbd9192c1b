'use client'

import { CircleAlert, ImageUp, Trash2 } from 'lucide-react'
import { useId, useRef, useState } from 'react'
import { type AgencyAction, useAgencyAction } from '../connections/use-agency-action'
import { Button } from '../ui/button'
import { useToast } from '../ui/toast'
import { bytesOf, PICTURE_TYPES, readPicture } from './read-picture'

/** Choose a picture, look at it, keep it; or take it away. */
export function LogoForm({
  slug,
  hasLogo,
  picked,
  onPick,
  setLogo,
  removeLogo,
}: {
  slug: string
  hasLogo: boolean
  /** The chosen picture, as a data address, until it is saved. */
  picked: string | null
  onPick: (data: string | null) => void
  setLogo: AgencyAction<void>
  removeLogo: AgencyAction<void>
}) {
  const id = useId()
  const toast = useToast()
  const file = useRef<HTMLInputElement>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const save = useAgencyAction(slug, setLogo)
  const remove = useAgencyAction(slug, removeLogo)
  const done = (title: string) => {
    onPick(null)
    setProblem(null)
    toast.show({ tone: 'success', title })
  }
  const choose = async (chosen: File | undefined) => {
    if (!chosen) return
    const read = await readPicture(chosen)
    setProblem('problem' in read ? read.problem : null)
    onPick('data' in read ? read.data : null)
    // The same file may be chosen again after it was saved smaller.
    if (file.current) file.current.value = ''
  }
  const upload = (data: string) =>
    save.run(
      { image: bytesOf(data) },
      {
        onDone: () => done('Logo saved'),
        onError: (error) =>
          setProblem(error.fields.image ?? `${error.message} Reference ${error.reference}.`),
      },
    )
  const takeAway = () =>
    remove.run(
      {},
      {
        onDone: () => done('Logo removed'),
        onError: (error) => setProblem(`${error.message} Reference ${error.reference}.`),
      },
    )
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 font-medium text-ink">Logo</legend>
      <input
        ref={file}
        type="file"
        accept={PICTURE_TYPES}
        aria-label="Choose a logo"
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => choose(event.target.files?.[0])}
      />
      <div className="flex flex-wrap gap-2">
        {picked ? (
          <>
            <Button variant="primary" pending={save.pending} onClick={() => upload(picked)}>
              Save logo
            </Button>
            <Button disabled={save.pending} onClick={() => onPick(null)}>
              Keep the old one
            </Button>
          </>
        ) : (
          <>
            <Button aria-describedby={`${id}-hint`} onClick={() => file.current?.click()}>
              <ImageUp aria-hidden />
              {hasLogo ? 'Replace logo' : 'Choose a picture'}
            </Button>
            {hasLogo && (
              <Button variant="ghost" pending={remove.pending} onClick={takeAway}>
                <Trash2 aria-hidden />
                Remove
              </Button>
            )}
          </>
        )}
      </div>
      {problem && (
        <p role="alert" className="flex items-start gap-1.5 text-sm text-danger">
          <CircleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
          {problem}
        </p>
      )}
      <p id={`${id}-hint`} className="text-sm text-muted">
        PNG, JPEG or WebP, at most 256 KB. A square one looks best.
      </p>
    </fieldset>
  )
}
