import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('.', import.meta.url))
const alias = {
  '@': root.replace(/\/$/, ''),
  // The real package throws outside a React server; in tests every module is server code.
  'server-only': fileURLToPath(new URL('./db/testing/server-only.ts', import.meta.url)),
}
/** Test files share a process per core, and each cleans up after itself. */
const shared = {
  isolate: false,
  maxWorkers: '100%',
  setupFiles: [fileURLToPath(new URL('./db/testing/fresh-start.ts', import.meta.url))],
  globalSetup: [fileURLToPath(new URL('./lib/testing/sandbox-host.ts', import.meta.url))],
}
const exclude = ['node_modules/**', '.next*/**', '.data*/**', 'e2e/**']

export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          ...shared,
          name: 'unit',
          include: ['**/*.test.{ts,tsx,mjs}'],
          exclude: [...exclude, '**/*.db.test.ts', 'scripts/launcher.test.mjs'],
          testTimeout: 20_000,
        },
      },
      {
        resolve: { alias },
        test: {
          ...shared,
          name: 'db',
          include: ['**/*.db.test.ts'],
          exclude,
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'launcher',
          include: ['scripts/launcher.test.mjs'],
          testTimeout: 240_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
