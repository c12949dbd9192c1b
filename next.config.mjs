/** @type {import('next').NextConfig} */
const config = {
  // Tests build into a folder of their own, so that they can run beside a running product.
  distDir: process.env.NEXT_DIST_DIR ?? '.next',
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: false,
  images: { unoptimized: true },
  serverExternalPackages: ['@node-rs/argon2', 'pg-boss', 'postgres', 'pino'],
  // Type errors and lint are checks of their own in `npm test`; a server's build should not repeat them.
  typescript: { ignoreBuildErrors: true },
  experimental: { serverActions: { bodySizeLimit: '64kb' } },
}

export default config
