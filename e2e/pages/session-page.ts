import { expect } from '@playwright/test'
import { ConsolePage } from './console-page'

/** The status page of one Link session. */
export class SessionPage extends ConsolePage {
  private readonly shape = /\/a\/[^/]+\/link-sessions\/[0-9a-f-]{36}$/

  get resume() {
    return this.main.getByRole('button', { name: 'Continue at OFAuth' })
  }

  /** Waits until the browser is on such a page; returns the session's id. */
  async arrive(): Promise<string> {
    await this.page.waitForURL(this.shape)
    await this.settled()
    return this.id()
  }

  id(): string {
    const id = this.page.url().split('/').at(-1) ?? ''
    if (!/^[0-9a-f-]{36}$/.test(id)) throw new Error(`No session's page: ${this.page.url()}`)
    return id
  }

  async shows(title: string, timeout = 15_000): Promise<void> {
    await expect(this.main.getByRole('heading', { level: 2, name: title })).toBeVisible({ timeout })
  }

  async stop(): Promise<void> {
    await this.main.getByRole('button', { name: 'Stop', exact: true }).click()
    await this.dialog.getByRole('button', { name: 'Stop', exact: true }).click()
  }

  /** One of the choices of a review, and the second question where there is one. */
  async decide(label: string | RegExp, { confirm = false } = {}): Promise<void> {
    await this.main.getByRole('button', { name: label }).click()
    if (confirm) await this.dialog.getByRole('button', { name: label }).click()
  }

  async openConnection(): Promise<void> {
    await this.main.getByRole('link', { name: 'Open connection' }).click()
    await this.page.waitForURL(/\/connections\/[0-9a-f-]{36}$/)
    await this.settled()
  }
}
