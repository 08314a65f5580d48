import type zh from './zh-CN.ts'

export default {
  required: 'required',
  optional: 'optional',
  automatic: 'filled in by itself',
  example: 'e.g. {example}',
  fault: 'Fault',
  warning: 'Warning',
  repair: 'Change to {value}',
  errorId: 'Error id',
  working: 'Working',
  notNow: 'Not possible now: {reason}',
  capsLock: 'Caps Lock is on',
  copyRefused: 'Not copied; select it and press Ctrl+C',
} satisfies Record<keyof typeof zh, string>
