import { randomToken } from '../crypto/random'

export type Login = {
  email: string
  password?: string
  /** The second factor, when one is asked for. */
  code?: string
}

/** Where a person leaves the provider's page. */
export type CancelAt = 'consent' | 'login' | 'code'

/**
 * A browser as far as a session needs one: our cookie, and the provider's hosted page walked form by form. It
 * never opens a callback by itself: it gives its address, so that a test decides what becomes of it.
 */
export class TestBrowser {
  /** The value of our cookie. */
  readonly cookie = randomToken()

  private async post(url: string, step: string, fields: Record<string, string> = {}): Promise<string> {
    const response = await fetch(`${url}/${step}`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: new URL(url).origin },
      body: new URLSearchParams(fields),
    })
    await response.text()
    return response.headers.get('location') ?? ''
  }

  /** Opens the page without doing anything there. */
  async open(url: string): Promise<number> {
    const response = await fetch(url, { redirect: 'manual' })
    await response.text()
    return response.status
  }

  /** Gives the e-mail and password, and stops there. */
  async typeLogin(url: string, { email, password = 'good-password' }: Login): Promise<void> {
    await this.open(url)
    await this.post(url, 'consent')
    await this.post(url, 'login', { email, password })
  }

  async typeCode(url: string, code: string): Promise<void> {
    await this.post(url, 'code', { code })
  }

  /** Logs in to the end. @returns the callback that the provider would open; null when it opens none */
  async login(url: string, login: Login): Promise<URL | null> {
    await this.typeLogin(url, login)
    if (login.code) await this.typeCode(url, login.code)
    return this.callback(url)
  }

  /** Leaves at a step. @returns the callback that the provider would open */
  async cancel(url: string, at: CancelAt, login: Login): Promise<URL | null> {
    await this.open(url)
    if (at !== 'consent') await this.post(url, 'consent')
    if (at === 'code') await this.typeLogin(url, login)
    await this.post(url, 'cancel')
    return this.callback(url)
  }

  /** The address that the page's last screen leads to. */
  async callback(url: string): Promise<URL | null> {
    const response = await fetch(`${url}/return`, { redirect: 'manual' })
    const target = /http-equiv="refresh" content="\d+;url=([^"]+)"/.exec(await response.text())?.[1]
    return target ? new URL(target.replaceAll('&amp;', '&')) : null
  }
}
