import { expect, type Page } from '@playwright/test'
import type { Agency } from '../fixtures/agency'

/** The staff console of one agency: what every page of it shares. */
export class ConsolePage {
  constructor(
    readonly page: Page,
    readonly agency: Pick<Agency, 'path'>,
  ) {}

  get main() {
    return this.page.getByRole('main')
  }

  get messages() {
    return this.page.getByRole('region', { name: 'Messages' })
  }

  get dialog() {
    return this.page.getByRole('dialog')
  }

  async open(path = ''): Promise<void> {
    await this.page.goto(`${this.agency.path}${path}`)
    await this.settled()
  }

  /** The page is shown and React has taken it over: before that a click does nothing. */
  async settled(): Promise<void> {
    await expect(this.main.getByRole('heading', { level: 1 })).toBeVisible()
    await hydrated(this.page)
  }
}

/** Waits until React has taken the page over. */
export async function hydrated(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const all = [...document.querySelectorAll('main a, main button, main select, main textarea')]
    return all.every((one) => Object.keys(one).some((key) => key.startsWith('__react')))
  })
}
