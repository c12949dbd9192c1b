import { avatarOf } from '../state/avatars'
import { pick } from '../state/ids'
import type { Person } from '../state/schema'
import { profileCountsOf } from '../wire/counts'
import type { World } from './world'

const all = <T>(value: T, names: string): Record<string, T> =>
  Object.fromEntries(names.split(' ').map((name) => [name, value]))

const TRUE = `isAuth canChat hasTags canAddCard canPinPost hasNewHints hasScenario canLookStory isAgeVerified
canCreateLists canPayInternal isWantComments canCommentStory isPaywallPassed isVisibleOnline showPostsInFeed
isCreditsEnabled hasWatermarkPhoto hasWatermarkVideo enabledImageEditorForChat avatarHeaderConverterUpload`
const FALSE = `paidFeed hasLabels hasNewAlerts isAllowTweets isMakePayment needIVApprove hasPinnedPosts
isEmailRequired hasNotViewedStory hasPurchasedPosts isDeleteInitiated isReferrerAllowed isSpotifyConnected
isTwitterConnected walletFirstRebills canConnectOfAccount hasInternalPayments isRealCardConnected
isWalletAutorecharge canReceiveChatMessage hasSystemNotifications isLegalApprovedAllowed isPaymentCardConnected
ageVerificationRequired canAlternativeWalletTopUp isMarkdownDisabledForAbout hasNewChangedPriceSubscriptions`
const ZERO = `audiosCount newTagsCount creditBalance favoritedCount favoritesCount countPinnedChat pinnedPostsCount
countPriorityChat archivedPostsCount notificationsCount walletAutorechargeMin walletAutorechargeAmount
privateArchivedPostsCount`
const NULL =
  'website ivStatus location wishlist ivCountry headerSize headerThumbs twitterUsername header ivFailReason'
const words = (text: string) => text.replaceAll('\n', ' ')

/** Secrets of a session that the raw object carries, easy to search for where they must never turn up. */
export function canariesOf(person: Pick<Person, 'ofUserId' | 'email'>) {
  const id = person.ofUserId
  return {
    csrf: `canary-csrf-${id}`,
    wsAuthToken: `canary-ws-auth-token-${id}`,
    ip: `203.0.113.${pick(`ip:${id}`, 1, 254)}`,
    email: person.email,
  }
}

/** What OnlyFans tells a logged-in user of herself: the raw object, as both providers hand it on. */
export function selfObject({ runtime }: World, person: Person): Record<string, unknown> {
  const now = runtime.store.now()
  const counts = profileCountsOf(person, now)
  const avatar = avatarOf(runtime, person)
  const creator = person.kind === 'creator'
  return {
    id: Number(person.ofUserId),
    ...canariesOf(person),
    name: person.name,
    username: person.username,
    view: 'f',
    about: creator ? `<p>Hi, I am ${person.name.split(' ')[0] ?? ''}.</p>` : null,
    wsUrl: 'wss://ws2.onlyfans.com/ws3/00',
    avatar,
    avatarThumbs: avatar === null ? null : { c50: avatar, c144: avatar },
    ivFlow: 'default',
    ...all(true, words(TRUE)),
    ...all(false, words(FALSE)),
    ...all(0, words(ZERO)),
    ...all(null, words(NULL)),
    upload: { geoUploadArgs: { preset: 'of_beta', isDelay: true, additional: { user: person.ofUserId } } },
    advBlock: ['subscribe_offers'],
    joinDate: `20${pick(`join:${person.ofUserId}`, 19, 25)}-0${pick(`month:${person.ofUserId}`, 1, 9)}-01T00:00:00+00:00`,
    lastSeen: `${new Date(now).toISOString().slice(0, 19)}+00:00`,
    creditsMax: 200,
    creditsMin: 10,
    isEmailChecked: true,
    isOtpEnabled: false,
    faceIdRegular: [],
    isPerformer: creator,
    isRealPerformer: creator,
    canSendChatToAll: creator,
    subscribePrice: creator ? pick(`price:${person.ofUserId}`, 3, 25) : 0,
    ...counts,
    isVerified: counts.isVerified,
    subscribersCount: counts.subscribersCount ?? 0,
    subscribesCount: pick(`following:${person.ofUserId}`, 2, 40),
    mediasCount: counts.photosCount + counts.videosCount,
    chatMessagesCount: creator ? pick(`chats:${person.ofUserId}`, 20, 4_000) : 0,
    watermarkText: `OnlyFans.com/${person.username}`,
    watermarkPosition: 'bottom_right',
    connectedOfAccounts: [],
    hasNewTicketReplies: { open: false, closed: false, solved: false },
    maxPinnedPostsCount: 5,
    payoutLegalApproveState: creator ? 'approved' : 'none',
  }
}
