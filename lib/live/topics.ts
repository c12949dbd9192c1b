import type { Change } from './change'
import type { Topic, TopicKind } from './words'

const one = (kind: TopicKind, id: string | undefined): Topic[] => (id ? [`${kind}:${id}`] : [])

/** Which screens of the team a change may show on. */
export function topicsOf(change: Change): Topic[] {
  switch (change.table) {
    case 'link_sessions':
      return [
        ...one('link_session', change.id),
        ...one('connection', change.connection),
        ...one('connection', change.result),
        ...one('invite', change.invite),
        'link_sessions',
        'connections',
        'attention',
      ]
    case 'handoffs':
      return one('link_session', change.session)
    case 'connections':
      return [...one('connection', change.id), 'connections', 'attention']
    case 'invites':
      return [
        ...one('invite', change.id),
        ...one('connection', change.connection),
        'invites',
        'connections',
        'attention',
      ]
    case 'mails':
      return [...one('invite', change.invite), 'attention', change.invite ? 'invites' : 'team']
    case 'notices':
      return ['notices']
    case 'bulk_jobs':
      return [...one('bulk', change.id), 'bulk']
    case 'bulk_items':
      return [...one('bulk', change.job), 'bulk']
    case 'provider_accounts':
      return ['providers', 'attention']
    case 'webhook_deliveries':
    case 'webhook_refusals':
    case 'webhook_secrets':
      return ['webhooks']
    case 'orphans':
      return ['attention']
    case 'provider_deletions':
      return [...one('connection', change.connection), 'attention']
    case 'memberships':
    case 'assignments':
    case 'team_invites':
      return ['team']
    default:
      return []
  }
}
