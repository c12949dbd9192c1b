'use client'

import { ListChecks } from 'lucide-react'
import { Button } from '../ui/button'
import { cx } from '../ui/cx'
import { useSelection } from './selection'

/** Where rows are cards, their boxes come with this button. */
export function SelectButton({ className }: { className?: string }) {
  const { selecting, begin, clear } = useSelection()
  return (
    <div className={cx('flex justify-end', className)}>
      <Button size="sm" variant="ghost" aria-pressed={selecting} onClick={selecting ? clear : begin}>
        <ListChecks aria-hidden />
        {selecting ? 'Done' : 'Select'}
      </Button>
    </div>
  )
}
