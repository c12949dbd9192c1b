import { describe, expect, it } from 'vitest'
import { inAppBrowser } from './in-app-browser'

const IOS =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)'
const VIEW =
  'Mozilla/5.0 (Linux; Android 14; SM-S918B Build/UP1A.231005.007; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/125.0.6422.165 Mobile Safari/537.36'
const CHROME =
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/125.0.0.0 Mobile Safari/537.36'

describe('apps with a browser of their own', () => {
  it.each([
    [
      'Instagram',
      'ios',
      `${IOS} Mobile/21F90 Instagram 334.0.4.32.98 (iPhone15,3; iOS 17_5_1; en_US; en; scale=3.00; 1290x2796; 607602842) NW/3`,
    ],
    [
      'Instagram',
      'ios',
      `${IOS} Version/17.5 Mobile/15E148 Safari/604.1 Instagram 350.0.0.20.91 (iPhone15,3; iOS 17_5_1)`,
    ],
    [
      'Instagram',
      'android',
      `${VIEW} Instagram 334.0.0.42.95 Android (34/14; 450dpi; 1080x2115; samsung; SM-S918B; dm3q; qcom; en_GB; 605468613)`,
    ],
    [
      'Facebook',
      'ios',
      `${IOS} Mobile/21F90 [FBAN/FBIOS;FBAV/466.0.0.34.109;FBBV/602371712;FBDV/iPhone14,5;FBMD/iPhone;FBSN/iOS;FBSV/17.5.1;FBSS/3;FBID/phone;FBLC/en_US;FBOP/5]`,
    ],
    ['Facebook', 'android', `${VIEW} [FB_IAB/FB4A;FBAV/466.0.0.55.79;]`],
    ['Messenger', 'ios', `${IOS} Mobile/21F90 [FBAN/MessengerForiOS;FBAV/459.0.0.30.106;FBBV/600000000]`],
    ['Messenger', 'android', `${VIEW} [FB_IAB/Orca-Android;FBAV/459.0.0.45.110;]`],
    ['Telegram', 'android', `${CHROME} Telegram-Android/11.4.3 (Samsung SM-S918B; Android 14; SDK 34; HIGH)`],
    ['Telegram', 'android', `${VIEW} Telegram-Android/10.9.0`],
    [
      'TikTok',
      'ios',
      `${IOS} Mobile/15E148 musical_ly_34.5.0 JsSdk/2.0 NetType/WIFI Channel/App Store ByteLocale/en Region/GB`,
    ],
    [
      'TikTok',
      'android',
      `${VIEW} trill_340503 JsSdk/1.0 NetType/WIFI Channel/googleplay AppName/musical_ly app_version/34.5.3 ByteLocale/en BytedanceWebview/d8a21c6`,
    ],
    ['TikTok', 'android', `${VIEW} BytedanceWebview/d8a21c6`],
    ['Snapchat', 'ios', `${IOS} Mobile/15E148 Snapchat/12.95.0.37 (like Safari/8617.2.4.10.8, panda)`],
    ['Snapchat', 'android', `${VIEW} Snapchat/12.87.0.40 (Pixel 7; Android 14#11648094#34; gzip; )`],
  ])('%s on %s', (app, system, userAgent) => {
    expect(inAppBrowser(userAgent)).toEqual({ app, system })
  })

  it.each([
    ['ios', `${IOS} Mobile/15E148`],
    ['android', VIEW],
  ])('one that does not say its name, on %s', (system, userAgent) => {
    expect(inAppBrowser(userAgent)).toEqual({ app: null, system })
  })
})

describe('browsers of their own', () => {
  it.each([
    `${IOS} Version/17.5 Mobile/15E148 Safari/604.1`,
    `${IOS} CriOS/125.0.6422.80 Mobile/15E148 Safari/604.1`,
    `${IOS} FxiOS/126.0 Mobile/15E148 Safari/605.1.15`,
    `${IOS} EdgiOS/125.0.2535.60 Version/17.0 Mobile/15E148 Safari/604.1`,
    'Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
    CHROME,
    'Mozilla/5.0 (Linux; Android 14; SM-S918B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36',
    'Mozilla/5.0 (Android 14; Mobile; rv:126.0) Gecko/126.0 Firefox/126.0',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/125.0.0.0 Safari/537.36',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15',
    '',
    'curl/8.5.0',
  ])('%s', (userAgent) => {
    expect(inAppBrowser(userAgent)).toBeNull()
  })
})
