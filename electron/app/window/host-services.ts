/** A printer as the host's system names it. */
export interface PrinterInfo {
  readonly name: string
  /** What the system says beside the name; empty where it says nothing. */
  readonly description: string
  readonly isDefault: boolean
  readonly state: 'idle' | 'printing' | 'stopped' | 'unknown'
}

export interface PrintJob {
  readonly printer: string
  /** A finished PDF at exact scale: nothing may be fitted, centred or rotated. */
  readonly pdf: Uint8Array
  readonly title: string
  readonly copies: number
  /** Millimetres. */
  readonly paper: { readonly width: number; readonly height: number }
}

/** `sent`: the system took the job. Whether paper came out well is the clerk's word, never ours. */
export type PrintAnswer =
  | { readonly sent: true; readonly job: string | null }
  | {
      readonly sent: false
      readonly why: 'no-such-printer' | 'printing-not-available' | 'printer-refused'
      readonly detail: string
    }

/**
 * What only a host can do, as the core asks for it. A host that has no such thing says null: the core then keeps secrets
 * under the sign-in password and prints through CUPS.
 */
export interface HostServices {
  readonly secrets: {
    /** Binds a text to this machine and its user. */
    seal(text: string): Promise<string>
    /** @throws when it was sealed elsewhere */
    open(sealed: string): Promise<string>
  } | null
  readonly printers: {
    list(): Promise<readonly PrinterInfo[]>
    print(job: PrintJob): Promise<PrintAnswer>
  } | null
}
