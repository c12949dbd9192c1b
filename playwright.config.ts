import { defineConfig, type Project } from '@playwright/test'

const chromium = process.env.E2E_CHROMIUM
const asRoot = process.getuid?.() === 0

/** Journeys that are made on a phone as well. */
const PHONE = /(connect|scenarios|scenarios-phone|accessibility|invite-trouble|invite-devices)\.spec\.ts$/
/** Journeys that are made on a phone alone. */
const PHONE_ONLY = /scenarios-phone\.spec\.ts$/
/** Looks through what all the others left in logs and database, so it comes after them. */
const LAST = /(canaries)\.spec\.ts$/

/** Hidden pages of the address bar and processes in stock, for each window, and what Playwright turns off itself: the last such flag counts. */
const NO_FEATURES = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'MediaRouter',
  'OptimizationHints',
  'PaintHolding',
  'SpareRendererForSitePerProcess',
  'ThirdPartyStoragePartitioning',
]

const desktop: Project['use'] = { viewport: { width: 1440, height: 900 } }
const phone: Project['use'] = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  hasTouch: true,
  isMobile: true,
}

export default defineConfig({
  testDir: 'e2e/specs',
  outputDir: 'test-results',
  // Two cores: more browsers only wait for each other.
  workers: 2,
  fullyParallel: false,
  retries: 0,
  forbidOnly: true,
  // A machine that does other work as well must not fail a test; a good run needs a tenth of this.
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  use: {
    baseURL: process.env.E2E_BASE_URL ?? 'http://localhost:3000',
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    actionTimeout: 15_000,
    navigationTimeout: 30_000,
    // Without its film, which costs a good part of two cores.
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: true, sources: false },
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(chromium ? { executablePath: chromium } : {}),
      args: [
        '--disable-gpu',
        '--disable-dev-shm-usage',
        '--disable-background-networking',
        '--disable-component-update',
        `--disable-features=${NO_FEATURES.join(',')}`,
        ...(asRoot ? ['--no-sandbox'] : []),
      ],
    },
  },
  projects: [
    { name: 'desktop', testIgnore: [LAST, PHONE_ONLY], use: desktop },
    { name: 'phone', testMatch: PHONE, use: phone },
    { name: 'last', testMatch: LAST, use: desktop },
  ],
})
