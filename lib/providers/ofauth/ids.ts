const CONNECTION_ID = /^conn_[A-Za-z0-9._~-]{1,195}$/
const CLIENT_SECRET = /^cs_[A-Za-z0-9._~-]{1,253}$/
/** Only an id of this form may be reconnected; any other makes OFAuth create a new connection without a word. */
export const isConnectionId = (id: string): boolean => CONNECTION_ID.test(id)

export const isClientSecret = (secret: string): boolean => CLIENT_SECRET.test(secret)
