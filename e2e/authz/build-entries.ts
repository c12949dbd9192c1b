import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { environment } from '../fixtures/environment'

type References = Record<string, { filename: string; exportedName: string; workers: Record<string, unknown> }>

/** A server action as the build knows it. */
export type BuiltAction = { key: string; id: string }

function manifest<T>(name: string): T {
  return JSON.parse(readFileSync(path.resolve(environment.distDir, name), 'utf8')) as T
}

/** Every server action of the build, as `file#export`. */
export function builtActions(): BuiltAction[] {
  const { node, edge } = manifest<{ node: References; edge: References }>(
    'server/server-reference-manifest.json',
  )
  return Object.entries({ ...node, ...edge }).map(([id, { filename, exportedName }]) => ({
    id,
    key: `${filename}#${exportedName}`,
  }))
}

/** Every page and route of the build, as its path; what is not of the App Router as well. */
export function builtPaths(): string[] {
  const routes = Object.values(manifest<Record<string, string>>('app-path-routes-manifest.json'))
  const pages = existsSync(path.resolve(environment.distDir, 'server/pages-manifest.json'))
    ? Object.keys(manifest<Record<string, string>>('server/pages-manifest.json'))
    : []
  return [...new Set([...routes, ...pages])].sort()
}

/** Paths that answer with a route handler: they may take other methods than GET. */
export function builtRoutes(): string[] {
  return Object.entries(manifest<Record<string, string>>('app-path-routes-manifest.json'))
    .filter(([file]) => file.endsWith('/route'))
    .map(([, route]) => route)
}

/** Redirects and rewrites that somebody configured; Next's own about trailing slashes is not one. */
export function builtDetours(): string[] {
  type Detour = { source: string; internal?: boolean }
  const { redirects, rewrites } = manifest<{
    redirects: Detour[]
    rewrites: { beforeFiles: Detour[]; afterFiles: Detour[]; fallback: Detour[] }
  }>('routes-manifest.json')
  return [...redirects, ...rewrites.beforeFiles, ...rewrites.afterFiles, ...rewrites.fallback]
    .filter((detour) => detour.internal !== true)
    .map((detour) => detour.source)
}
