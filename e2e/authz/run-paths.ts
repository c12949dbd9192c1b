import type { Http } from './http'
import {
  ALL,
  ID_KINDS,
  type IdKind,
  type PathEntry,
  PRINCIPALS,
  type Principal,
  RENAMED,
  SCOPED,
} from './kinds'
import { PATHS } from './matrix'
import { isNobody, isOutside, type Surprise } from './run-actions'
import type { World } from './world'

type AgencyPath = Extract<PathEntry, { kind: 'agency' }>

const SLUGS = (world: World): Record<IdKind, string> => ({
  own: world.home.agency.slug,
  foreign: world.foreign.agency.slug,
  random: 'no-such-agency',
  malformed: 'No_Such%20Agency!',
})

/** With an id in the path the id varies, without one the agency itself. */
async function addressOf(world: World, path: string, entry: AgencyPath, kind: IdKind): Promise<string> {
  if (!entry.target) return (entry.ask ?? path).replace('[agency]', SLUGS(world)[kind])
  const id = await world.id(entry.target, kind, 'owner')
  return path.replace('[agency]', world.home.agency.slug).replace('[id]', id)
}

function expectedStatus(entry: AgencyPath, principal: Principal, kind: IdKind): number {
  if (isNobody(principal)) return entry.json ? 404 : 307
  if (principal === 'foreignOwner') return !entry.target && kind === 'foreign' ? 200 : 404
  if (isOutside(principal) || kind !== 'own') return 404
  if (principal === 'limited' && SCOPED.includes(entry.target ?? null)) return 404
  const allowed: readonly string[] = entry.allowed ?? ALL
  return allowed.includes(principal === 'limited' ? 'staff' : principal) ? 200 : 403
}

/** Every principal at one path of the build, with these kinds of id. */
export async function tryPath(
  http: Http,
  world: World,
  path: string,
  kinds: readonly IdKind[] = ID_KINDS,
): Promise<Surprise[]> {
  const entry = PATHS[path]
  if (!entry || entry.kind === 'ownError') return []
  const surprises: Surprise[] = []
  for (const principal of PRINCIPALS) {
    if (entry.kind === 'public') {
      const { status } = await http.send(entry.ask ?? path, { headers: await world.cookieOf(principal) })
      // Who is signed in already is sent on from the sign-in page.
      const signedIn = path === '/sign-in' && !isNobody(principal)
      const usual = signedIn ? 307 : entry.status
      const own = { pending: entry.pending, deactivated: entry.deactivated }
      const expected = (principal in own ? own[principal as keyof typeof own] : undefined) ?? usual
      if (status !== expected) surprises.push(`${path} as ${principal}: ${status}, not ${expected}`)
      continue
    }
    for (const kind of kinds) {
      const address = await addressOf(world, path, entry, kind)
      const { status, headers, text } = await http.send(address, { headers: await world.cookieOf(principal) })
      const expected = expectedStatus(entry, principal, kind)
      if (status !== expected)
        surprises.push(`${address} as ${principal}, ${kind}: ${status}, not ${expected}`)
      if (expected === 307 && !String(headers.location).startsWith('/sign-in?next='))
        surprises.push(`${address} as ${principal}: leads to ${headers.location}`)
      if (principal === 'limited' && text.includes('marker.home'))
        surprises.push(`${address} as limited: shows a creator who is not assigned`)
      if (expected !== 200 && /Marker (Home|Abroad)/.test(text))
        surprises.push(`${address} as ${principal}: shows what it should not`)
    }
  }
  return surprises
}

/** Ways around a proxy, and to a page's data without the page. */
function detours(address: string, buildId: string): { path: string; headers: Record<string, string> }[] {
  const variants: [path: string, headers?: Record<string, string>][] = [
    [address, { rsc: '1' }],
    [address, { rsc: '1', 'next-router-prefetch': '1' }],
    [address, { rsc: '1', 'next-router-segment-prefetch': '/_tree' }],
    [address, { 'x-middleware-subrequest': 'middleware:middleware:middleware:middleware:middleware' }],
    [
      address,
      {
        'x-middleware-subrequest':
          'src/middleware:src/middleware:src/middleware:src/middleware:src/middleware',
      },
    ],
    [address, { 'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy' }],
    [address, { 'x-middleware-rewrite': address, 'x-middleware-next': '1' }],
    [address, { 'x-nextjs-data': '1' }],
    [address, { 'next-resume': '1' }],
    [address, { 'x-matched-path': address, 'x-now-route-matches': '1' }],
    [address, { 'x-invoke-path': address, 'x-invoke-status': '200' }],
    [address, { 'x-forwarded-host': 'localhost', 'x-forwarded-proto': 'https' }],
    [`${address}.rsc`],
    [`${address}/index.rsc`],
    [`${address}.segments/_tree.segment.rsc`],
    [`${address}.segments/_full.segment.rsc`],
    [`/_next/data/${buildId}${address}.json`],
    [`${address}/`],
    [address.replace('/a/', '/A/')],
    [address.replace('/a/', '/%61/')],
    [address.replace('/a/', '//a/')],
    [`${address}?nxtPagency=x&nxtPid=y`],
    [`${address}?_rsc=1`],
  ]
  return variants.map(([path, headers = {}]) => ({ path, headers }))
}

/** What nobody outside may see of this agency: names that stand on its pages and in their data. */
const isTold = (text: string, world: World): boolean =>
  [RENAMED, 'Marker Home', world.home.agency.name].some((name) => text.includes(name)) ||
  text.includes('marker.home')

const OTHERS = ['pending', 'foreignOwner', 'disabled'] as const

/** The ways are Next's and the same for all pages, so each page is tried by every third, in turn. */
const EVERY = 3

/** Everything that does not belong here, at every page of the agency, by the detours whose turn it is. */
export async function tryDetours(
  http: Http,
  world: World,
  buildId: string,
  turn: number,
): Promise<Surprise[]> {
  const surprises: Surprise[] = []
  let told = turn
  for (const [path, entry] of Object.entries(PATHS)) {
    if (entry.kind !== 'agency') continue
    const id = path.includes('connections/[id]') ? world.home.known.id : undefined
    const address = id
      ? path.replace('[agency]', world.home.agency.slug).replace('[id]', id)
      : await addressOf(world, path, entry, 'own')
    if (!entry.json) {
      const shown = await http.send(address, { headers: await world.cookieOf('staff') })
      if (isTold(shown.text, world)) told += 1
      else surprises.push(`${address}: not even its own staff sees it, so this proves nothing`)
    }
    // Each detour as nobody, and as one of the others in turn.
    for (const [i, detour] of detours(address, buildId).entries()) {
      if ((i + told) % EVERY !== 0) continue
      for (const principal of ['anonymous', OTHERS[(i + told) % OTHERS.length] ?? 'pending'] as const) {
        const headers = { ...detour.headers, ...(await world.cookieOf(principal)) }
        const { status, text } = await http.send(detour.path, { headers })
        if (isTold(text, world) || status >= 500)
          surprises.push(`${detour.path} ${JSON.stringify(detour.headers)} as ${principal}: ${status}`)
      }
    }
  }
  if (told === turn) surprises.push('no page showed anything to anybody')
  return surprises
}
