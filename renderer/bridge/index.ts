import { type Bridge, createBridge, type HostBridge } from './bridge.ts'

export { type CallInput } from './contract.ts'

declare global {
  interface Window {
    readonly workstation?: HostBridge
  }
}

/** The page opened by itself, in any browser: every call is answered as one that nobody took. */
const NOBODY: HostBridge = {
  host: 'chromium',
  call: () => Promise.reject(new Error('no host opened this page')),
  listen: () => undefined,
}

let made: { readonly host: HostBridge; readonly bridge: Bridge } | undefined

function bridge(): Bridge {
  const host = window.workstation ?? NOBODY
  if (made?.host !== host) made = { host, bridge: createBridge(host) }
  return made.bridge
}

export const call: Bridge['call'] = (name, input) => bridge().call(name, input)

export const on: Bridge['on'] = (name, listener) => bridge().on(name, listener)
