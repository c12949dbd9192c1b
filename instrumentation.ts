/** Runs once when the web process starts: what would make it unsafe or unable to work stops it here. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { checkStart } = await import('./lib/system/check-start')
    await checkStart()
    const { liveProcess } = await import('./lib/live/process')
    liveProcess()
  }
}
