import type zh from './zh-CN.ts'

export default {
  signInTitle: 'Sign in',
  signIn: 'Sign in',
  signingIn: 'Signing in…',
  login: 'User name',
  password: 'Password',
  secret: "The office's recovery secret",
  secretHint:
    'This machine does not know you yet. Enter once the recovery secret noted when the office was set up; it is not asked again.',
  otherPerson: 'Sign in as somebody else',
  demoPeople: 'People of the demonstration office',
  demoPeopleHint: 'Choose one to fill in name and password.',
  lockedTitle: 'Locked',
  lockedBy: '{name} is away. Enter the password to go on; everything in hand is still there.',
  unlock: 'Unlock',
  startTitle: 'Getting started',
  startLead: 'There are no data of an office on this computer yet. Choose:',
  startDemo: 'Try the demonstration office',
  startDemoText:
    'Comes with people, specimen seals and number blocks: intake, approval, issuing, printing and verification from end to end. Every licence bears 样例 (specimen).',
  startOffice: 'Set up this office',
  startOfficeText:
    'Makes the real data of an office: office, people, seals, number blocks. About ten minutes; it may be interrupted and goes on at the next start.',
  startOfficeNotYet: 'In this version set the office up with the command line’s init, then sign in here.',
  switchToDemo: 'Use the demonstration office',
  switchToOffice: 'Use this office',
  version: 'Version {version}',
  dataDir: 'Data: {dataDir}',
  loading: 'Opening the workstation…',
  sessionFault: 'The workstation did not open',
} satisfies Record<keyof typeof zh, string>
