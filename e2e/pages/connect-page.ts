import { ConsolePage } from './console-page'

/** The form that starts a Link session. */
export class ConnectPage extends ConsolePage {
  get creator() {
    return this.main.getByLabel('Creator', { exact: true })
  }

  get country() {
    return this.main.getByLabel('Country')
  }

  get note() {
    return this.main.getByLabel('Note')
  }

  get submit() {
    return this.main.getByRole('button', { name: 'Continue at OFAuth' })
  }

  get problem() {
    return this.main.getByRole('alert')
  }

  async visit(): Promise<void> {
    await this.open('/connections/new')
  }

  /** Fills in the name of a new creator and goes to the provider. */
  async start(creator: string): Promise<void> {
    await this.visit()
    await this.creator.fill(creator)
    await this.submit.click()
  }
}
