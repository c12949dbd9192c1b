/** The columns of the list where there is room for them; heading, rows and skeleton share them. */
export const ROW_GRID =
  '@4xl:grid @4xl:grid-cols-[1.25rem_minmax(0,2fr)_minmax(0,1.7fr)_3.25rem_3.25rem_3.75rem_6rem_minmax(0,1fr)_8rem] @4xl:items-center @4xl:gap-x-3'
