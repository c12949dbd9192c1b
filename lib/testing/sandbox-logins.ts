/** OnlyFansAPI and OnlyFansKit, which share their logins in the sandbox. */
export type LoginProvider = 'onlyfansapi' | 'onlyfanskit'

export type LoginAccount = {
  id: string
  email: string | null
  person: { ofUserId: string; username: string; name: string } | null
  authenticated: boolean
  progress: string
  revoked: boolean
  remembers: boolean
  clientReferenceId: string | null
  nextChallenge: string | null
  /** Values of the raw OnlyFans object that must never turn up anywhere. */
  canaries: Record<string, string> | null
}

export type LoginAttempt = {
  id: string
  accountId: string | null
  email: string | null
  state: 'pending' | 'challenge' | 'succeeded' | 'failed'
  progress: string
  challenge: 'sms' | 'app' | 'email' | 'face' | 'mobile' | null
  wrongAnswers: number
  emailSent: boolean
  completedAt: number | null
}

export type LoginBook = { accounts: LoginAccount[]; attempts: LoginAttempt[] }

export type LoginSwitches = Partial<{
  /** How many reads a step is in progress; 0 moves on at once. */
  pendingReads: number
  errorsInside200: boolean
  listReference: boolean
  forceConnect: 'reuses' | 'duplicates'
  credits: number
  minuteLimit: number
  accountReads: number
  accountWrites: number
  connectsPerHour: number
  selfie: 'supported' | 'upcoming'
  deadStatus: 'shown' | 'hidden'
  scopes: string[]
  listShape: 'accounts' | 'data' | 'items' | 'bare'
}>

export type LoginSeed = {
  ofUserId: string
  username: string
  name: string
  email: string
  clientReferenceId?: string | null
  authenticated?: boolean
  remembers?: boolean
}

export type AccountAction =
  | 'expire'
  | 'revoke'
  | 'blip'
  | 'ask-sms'
  | 'ask-app'
  | 'ask-email'
  | 'ask-face'
  | 'change-password'
  | 'swap-user'
  | 'forget-login'
  | 'delete'

export type AttemptMove =
  | 'sms'
  | 'app'
  | 'email'
  | 'face'
  | 'mobile'
  | 'succeed'
  | 'fail'
  | 'go-on'
  | 'do-selfie'
  | 'approve'
  | 'refuse'

type Ask = <T>(method: string, path: string, body?: unknown) => Promise<T>

/** Steers the two providers with a login API of their own. `apiKey` is any key of the organisation. */
export class SandboxLogins {
  constructor(private readonly ask: Ask) {}

  async book(apiKey: string, provider: LoginProvider): Promise<LoginBook> {
    return (await this.ask<Record<LoginProvider, LoginBook>>('GET', `/logins?apiKey=${apiKey}`))[provider]
  }

  async seed(apiKey: string, provider: LoginProvider, accounts: LoginSeed[]): Promise<LoginAccount[]> {
    const body = { apiKey, provider, accounts }
    return (await this.ask<{ accounts: LoginAccount[] }>('POST', '/logins/seed', body)).accounts
  }

  async switch(apiKey: string, provider: LoginProvider, switches: LoginSwitches): Promise<void> {
    await this.ask('POST', '/logins/switches', { apiKey, provider, ...switches })
  }

  async act(accountId: string, action: AccountAction): Promise<void> {
    await this.ask('POST', `/logins/accounts/${accountId}/${action}`)
  }

  /** Moves a live attempt on; `email` is who the phone app turns out to be. */
  async move(attemptId: string, to: AttemptMove, email?: string): Promise<void> {
    await this.ask('POST', `/logins/attempts/${attemptId}/${to}`, email === undefined ? {} : { email })
  }
}
