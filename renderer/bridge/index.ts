import { type Bridge, createBridge, type HostBridge } from './bridge.ts'

declare global {
  interface Window {
    readonly workstation?: HostBridge
  }
}

let made: { readonly host: HostBridge; readonly bridge: Bridge } | undefined

/** The bridge to the host that opened this window. @throws where no host did: the page is no program by itself */
function bridge(): Bridge {
  const host = window.workstation
  if (!host) throw new Error('This page is opened by the program, not by itself.')
  if (made?.host !== host) made = { host, bridge: createBridge(host) }
  return made.bridge
}

export const call: Bridge['call'] = (name, input) => bridge().call(name, input)

export const on: Bridge['on'] = (name, listener) => bridge().on(name, listener)
