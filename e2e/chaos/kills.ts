import { callbackAsks, callbackSettles, initUnheard, jobSettles } from './hosted-kills'
import type { Make } from './kill'
import { codeUnheard, loginStored, loginUnheard, pollSettles, pollUnheard } from './login-kills'
import { webhookUnanswered, webhookWaits } from './webhook-kills'

/** In the order in which they are gone to: those first that take the worker a moment. */
export const KILLS: Make[][] = [
  [pollUnheard, pollSettles],
  [
    jobSettles,
    webhookWaits,
    initUnheard,
    callbackSettles,
    callbackAsks,
    loginUnheard,
    loginStored,
    codeUnheard,
    webhookUnanswered,
  ],
]
