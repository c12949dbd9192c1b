/**
 * For the parent of a few short facts: they flow, divided by dots. Each brings the dot before it, and the first dot of every
 * line falls into the edge that is cut off, so none is left hanging where a line breaks.
 */
export const DOTTED =
  "-ml-4 flex flex-wrap [clip-path:inset(-4px_-4px_-4px_12px)] [&>*]:relative [&>*]:pl-4 [&>*]:before:absolute [&>*]:before:left-0 [&>*]:before:w-4 [&>*]:before:text-center [&>*]:before:content-['·']"
