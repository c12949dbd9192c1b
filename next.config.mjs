const FRAMES = [
  'self',
  ...['link.ofauth.com', 'link-next.ofauth.com', 'app.onlyfansapi.com'].map((host) => `"https://${host}"`),
].join(' ')

const headers = [
  { key: 'x-content-type-options', value: 'nosniff' },
  { key: 'referrer-policy', value: 'no-referrer' },
  { key: 'x-frame-options', value: 'DENY' },
  { key: 'cross-origin-opener-policy', value: 'same-origin' },
  // A face check in the dialog needs the camera: the providers' pages may ask for it, and nobody else.
  {
    key: 'permissions-policy',
    value: `camera=(${FRAMES}), microphone=(${FRAMES}), geolocation=(), payment=()`,
  },
  // Browsers ignore it on plain http, so it does no harm on a laptop.
  { key: 'strict-transport-security', value: 'max-age=63072000; includeSubDomains' },
]

/** @type {import('next').NextConfig} */
const config = {
  // Tests build into a folder of their own, so that they can run beside a running product.
  distDir: process.env.NEXT_DIST_DIR ?? '.next',
  poweredByHeader: false,
  // A title that streams in later is missing for a moment, at each rendering of a page that moves by itself.
  htmlLimitedBots: /.*/,
  reactStrictMode: true,
  typedRoutes: false,
  headers: async () => [{ source: '/:path*', headers }],
  images: { unoptimized: true },
  // Development alone prints requests: a link with a token is a credential there too, and what a form sends may be one.
  logging: {
    incomingRequests: { ignore: [/^\/(?:connect\/(?:i|h)|join|reset)\//] },
    serverFunctions: false,
  },
  serverExternalPackages: ['@node-rs/argon2', 'pg-boss', 'postgres', 'pino'],
  // Type errors and lint are checks of their own in `npm test`; a server's build should not repeat them.
  typescript: { ignoreBuildErrors: true },
  experimental: { serverActions: { bodySizeLimit: '400kb' } },
}

export default config
