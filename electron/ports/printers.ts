/** A printer as the system names it. */
export interface PrinterInfo {
  readonly name: string
  /** What the system says beside the name; empty where it says nothing. */
  readonly description: string
  readonly isDefault: boolean
  readonly state: 'idle' | 'printing' | 'stopped' | 'unknown'
}

export interface PrintJob {
  readonly printer: string
  /** A finished PDF at exact scale, every page upright on its sheet: nothing may be fitted, centred or rotated. */
  readonly pdf: Uint8Array
  readonly title: string
  readonly copies: number
  /** Millimetres, of the sheet as it lies upright. */
  readonly paper: { readonly width: number; readonly height: number }
  /** `long-edge`: on both sides, where the printer can. */
  readonly sides: 'one' | 'long-edge'
}

/**
 * `sent`: the system took the job. Whether paper came out well is the clerk's word, never ours. `unsure`: the system did
 * not answer, and the job may have gone through.
 */
export type PrintAnswer =
  | { readonly sent: true; readonly job: string | null }
  | {
      readonly sent: false
      readonly why:
        'no-such-printer' | 'printing-not-available' | 'printer-refused' | 'printer-stopped' | 'unsure'
      readonly detail: string
    }

/** The machine's printers. */
export interface Printers {
  /** Null where there is no printing system at all, or it does not run. */
  list(): Promise<readonly PrinterInfo[] | null>
  print(job: PrintJob): Promise<PrintAnswer>
}
