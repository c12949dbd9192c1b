import { afterAll, vi } from 'vitest'

/**
 * Test files take turns in one process: to start one for each, and to load the packages again, took half of the
 * time. Each begins as if it were alone, with modules, variables and globals of its own.
 */
vi.resetModules()
const variables = { ...process.env }

afterAll(async () => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  for (const name of Object.keys(process.env)) if (!(name in variables)) delete process.env[name]
  Object.assign(process.env, variables)
  await forgetGlobals()
})

/** What the product keeps for the life of its process: pools, which end, and the like. */
async function forgetGlobals(): Promise<void> {
  const kept = Object.entries(globalThis as { [name: string]: unknown })
  for (const [name, value] of kept.filter(([key]) => key.startsWith('patchbay'))) {
    Reflect.deleteProperty(globalThis, name)
    if (value && typeof value === 'object' && 'close' in value) await (value as { close(): unknown }).close()
  }
}
