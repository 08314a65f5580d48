/** What a browser does on its own and a workstation does not need. Measured: with these no name is looked up. */
const FEATURES_OFF = [
  'Translate',
  'TranslateUI',
  'OptimizationHints',
  'OptimizationGuideModelDownloading',
  'MediaRouter',
  'DialMediaRouteProvider',
  'AutofillServerCommunication',
  'CertificateTransparencyComponentUpdater',
  'NetworkTimeServiceQuerying',
  'InterestFeedContentSuggestions',
  'HttpsUpgrades',
  'LensOverlay',
  'AimEnabled',
  'PreconnectToSearch',
  'PaintHolding',
  'GlobalMediaControls',
]

const QUIET = [
  '--disable-field-trial-config',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-component-extensions-with-background-pages',
  '--disable-extensions',
  '--disable-domain-reliability',
  '--disable-sync',
  '--disable-default-apps',
  '--disable-client-side-phishing-detection',
  '--disable-breakpad',
  '--disable-search-engine-choice-screen',
  '--disable-notifications',
  '--disable-dev-shm-usage',
  '--hide-crash-restore-bubble',
  '--metrics-recording-only',
  '--no-default-browser-check',
  '--no-first-run',
  '--no-pings',
  '--no-service-autorun',
  '--password-store=basic',
  '--safebrowsing-disable-auto-update',
  // Without it each flag of ours that weakens something raises a yellow bar that a clerk cannot act on.
  '--test-type',
  `--disable-features=${FEATURES_OFF.join(',')}`,
  // Whatever still wants to leave the machine goes to a proxy that is not there.
  '--proxy-server=http://127.0.0.1:9',
  '--proxy-bypass-list=<-loopback>',
]

const SPLASH = `data:text/html;charset=utf-8,${encodeURIComponent('<title>证照工作站</title><body style="background:#f3f5f8">')}`

export interface FlagOptions {
  readonly profile: string
  readonly headless: boolean
  readonly sandbox: boolean
  /** More, for a test's own entry; the product adds none. */
  readonly more?: readonly string[]
}

export const flagsOf = ({ profile, headless, sandbox, more = [] }: FlagOptions): readonly string[] => [
  ...QUIET,
  '--remote-debugging-pipe',
  `--user-data-dir=${profile}`,
  '--window-size=1280,800',
  '--lang=zh-CN',
  ...(sandbox ? [] : ['--no-sandbox']),
  ...more,
  ...(headless ? ['--headless=new', 'about:blank'] : [`--app=${SPLASH}`]),
]
