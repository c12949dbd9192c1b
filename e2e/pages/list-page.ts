import type { Locator } from '@playwright/test'
import { ConsolePage } from './console-page'

/** The list of connections. */
export class ListPage extends ConsolePage {
  async visit(query = ''): Promise<void> {
    await this.open(`/connections${query}`)
  }

  get rows(): Locator {
    return this.main.getByRole('list', { name: 'Connections', exact: true }).getByRole('listitem')
  }

  row(username: string): Locator {
    return this.rows.filter({ hasText: `@${username}` })
  }

  tab(label: string): Locator {
    return this.main.getByRole('navigation', { name: 'Connections by status' }).getByRole('link', {
      name: new RegExp(`^${label}`),
    })
  }

  async search(text: string): Promise<void> {
    await this.main.getByLabel('Search connections').fill(text)
    await this.main.getByLabel('Search connections').press('Enter')
  }

  /** @username of every row, from top to bottom. */
  async usernames(): Promise<string[]> {
    const texts = await this.rows.locator('> a').allInnerTexts()
    return texts.map((text) => /@(\S+)/.exec(text)?.[1] ?? '')
  }
}
