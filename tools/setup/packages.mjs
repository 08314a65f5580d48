/** Debian packages that the workstation draws rare characters with; the bundled fonts reach most names already. */
export const RUN_PACKAGES = ['fonts-hanazono']

/** Debian packages that the tests judge with. */
export const TEST_PACKAGES = [
  ...RUN_PACKAGES,
  'fonts-babelstone-han',
  'poppler-utils',
  'qpdf',
  'openssl',
  'zbar-tools',
  'chromium',
  'iproute2',
]
