/** Debian packages that the workstation draws rare characters with; the bundled fonts reach most names already. */
export const RUN_PACKAGES = ['fonts-hanazono']

/** What the window's own words are drawn with, where no other Chinese font is. */
export const WINDOW_FONTS = ['fonts-noto-cjk']

/** The window where no Electron is; its sandbox works without it only where users may make namespaces of their own. */
export const BROWSER = ['chromium', 'chromium-sandbox']

/** Debian packages that the tests judge with. */
export const TEST_PACKAGES = [
  ...RUN_PACKAGES,
  ...WINDOW_FONTS,
  'fonts-babelstone-han',
  'poppler-utils',
  'qpdf',
  'openssl',
  'zbar-tools',
  ...BROWSER,
  'iproute2',
  'cups-daemon',
  'cups-client',
  'cups-filters',
  'xvfb',
  'postgresql-15',
]
