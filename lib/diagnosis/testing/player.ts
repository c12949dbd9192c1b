import { diffConnections } from '../../connections/diff-connections'
import { verifyConnection } from '../../connections/verify-connection'
import { pollSession } from '../../link-sessions/poll-session'
import type { CancelAt } from '../../testing/browser'
import {
  type Begun,
  beginAgain,
  type Connected,
  comeBack,
  connect,
  connectExpired,
  newLogin,
} from '../../testing/flows'
import { connectionRow } from '../../testing/rows'
import type { Fault, Switches } from '../../testing/sandbox-control'
import { lookAgain } from '../../testing/second-look'
import type { Agency, World } from '../../testing/world'

export type Start = 'working' | 'broken'

/** One connection in an agency of its own, and what can go wrong with it: failures are played side by side. */
export class Player {
  private constructor(
    readonly world: World,
    readonly agency: Agency,
    private readonly connected: Connected,
  ) {}

  static async make(world: World, start: Start): Promise<Player> {
    const agency = await world.newAgency()
    return new Player(world, agency, await (start === 'working' ? connect : connectExpired)(world, agency))
  }

  get connectionId(): string {
    return this.connected.connectionId
  }

  private async remoteId(): Promise<string> {
    return (await connectionRow(this.world, this.connectionId)).providerConnectionId
  }

  /** Something happens to the account at the provider. */
  async act(action: string): Promise<void> {
    await this.world.sandbox.act(await this.remoteId(), action as Parameters<World['sandbox']['act']>[1])
  }

  async deleteUpstream(): Promise<void> {
    await this.world.sandbox.deleteRemote(this.agency.apiKey, await this.remoteId())
  }

  switch(switches: Switches): Promise<void> {
    return this.world.sandbox.switch(this.agency.apiKey, switches)
  }

  fault(match: { method: string; path: string }, fault: Fault, times = 1): Promise<void> {
    return this.world.sandbox.fault(this.agency.apiKey, match, fault, times)
  }

  refuseKey(): Promise<void> {
    return this.world.sandbox.allow(this.agency.apiKey, false)
  }

  /** The provider's answer may be a failure; what it left in the books is what counts. */
  verify(): Promise<unknown> {
    return verifyConnection(this.agency.ctx(), { connectionId: this.connectionId }).catch(() => null)
  }

  diff(): Promise<unknown> {
    return diffConnections(this.agency.ctx('system'), this.agency.accountId)
  }

  /** The second look, which comes a little after the first word of an ended login. */
  lookAgain(): Promise<unknown> {
    return lookAgain(this.world, this.agency, this.connectionId)
  }

  sweep({ linkSessionId }: Begun): Promise<unknown> {
    return pollSession(this.agency.ctx('system'), linkSessionId)
  }

  again(): Promise<Begun> {
    return beginAgain(this.agency, this.connectionId)
  }

  /** An init that the provider refuses, or answers in some other way than with a session. */
  refused(): Promise<unknown> {
    return this.again().catch(() => null)
  }

  /** Brings the browser back from the provider's page; where that sends nobody back, the sweep asks. */
  async home(begun: Begun): Promise<void> {
    const callback = await begun.browser.callback(begun.url)
    if (callback) await comeBack(this.world, callback, begun.browser)
    else await this.sweep(begun)
  }

  /** Reconnects with the login of some scenario; without one, as the account itself. */
  async logIn(scenario?: string): Promise<Begun> {
    const begun = await this.again()
    await begun.browser.login(begun.url, scenario ? newLogin(scenario) : this.connected.login)
    await this.home(begun)
    return begun
  }

  async leave(at: CancelAt): Promise<void> {
    const begun = await this.again()
    await begun.browser.cancel(begun.url, at, newLogin('creator-otp'))
    await this.home(begun)
  }

  /** Another OnlyFans user logs in at the reconnect. @returns the session that waits for a decision */
  async swap(): Promise<string> {
    await this.act('swap-user')
    return (await this.logIn()).linkSessionId
  }
}
