/** The columns of the list where there is room for them; heading, rows and skeleton share them. */
export const ROW_GRID =
  '@4xl:grid @4xl:grid-cols-[1rem_minmax(0,2fr)_minmax(0,1.5fr)_7rem_5rem_5rem_minmax(0,1.1fr)_7.5rem] @4xl:items-center @4xl:gap-x-4'
