/**
 * What an embedded page runs: it says what the server put beside it, to the one origin that it was opened for,
 * and answers when that origin's own window asks it to close.
 */
export const EMBED_SCRIPT = `(() => {
  const settings = JSON.parse(document.currentScript.dataset.settings)
  const host = window.parent
  if (host === window) return
  const say = (event, metadata) => {
    const message = { type: 'OFAUTH_LINK', event }
    if (metadata !== undefined) message.metadata = metadata
    host.postMessage(message, settings.origin)
  }
  for (const { event, metadata } of settings.messages) say(event, metadata)
  window.addEventListener('message', ({ source, origin, data }) => {
    if (source !== host || origin !== settings.origin) return
    if (typeof data !== 'object' || data === null) return
    if (data.type !== 'OFAUTH_LINK' || data.event !== 'exit_requested' || !settings.answers) return
    const type = data.force === true ? 'forced_exit' : 'user_exit'
    say('exit', { type, step: settings.step, error: null })
  })
})()
`
