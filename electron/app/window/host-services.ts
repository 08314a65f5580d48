import { type Printers } from '../../ports/printers.ts'

export { type PrintAnswer, type PrinterInfo, type PrintJob } from '../../ports/printers.ts'

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
  readonly printers: Printers | null
}
