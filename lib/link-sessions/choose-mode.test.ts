import { describe, expect, it } from 'vitest'
import type { LinkMode } from '../providers/types'
import { chooseMode } from './choose-mode'

const offer = (modes: LinkMode[], reconnectModes = modes) => ({ modes, reconnectModes })

describe('the mode of a new session', () => {
  it('is a dialog on a desktop and the provider’s page on a phone', () => {
    const all = offer(['redirect', 'embed', 'whitelabel'])
    expect(chooseMode(all, 'connect', 'desktop', null)).toBe('embed')
    expect(chooseMode(all, 'connect', 'phone', null)).toBe('redirect')
    expect(chooseMode(offer(['redirect']), 'connect', 'desktop', null)).toBe('redirect')
  })

  it('is our own form where the provider has no page for a phone', () => {
    const widget = offer(['polling', 'embed'], ['polling'])
    expect(chooseMode(widget, 'connect', 'phone', null)).toBe('polling')
    expect(chooseMode(widget, 'connect', 'desktop', null)).toBe('embed')
    expect(chooseMode(widget, 'reconnect', 'desktop', null)).toBe('polling')
  })

  it('is the one that was asked for, or none', () => {
    const all = offer(['redirect', 'whitelabel'])
    expect(chooseMode(all, 'connect', 'desktop', 'whitelabel')).toBe('whitelabel')
    expect(chooseMode(all, 'connect', 'desktop', 'embed')).toBeNull()
    expect(chooseMode(offer([]), 'connect', 'phone', null)).toBeNull()
  })
})
