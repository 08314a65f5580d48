import { type Sender } from '../../ipc/gate.ts'
import { type WindowEvent } from '../../../shared/contract/events.ts'
import { type HostServices } from './host-services.ts'

/** Bytes that the page asked for by URL. */
export interface ServedDocument {
  readonly type: string
  readonly bytes: Uint8Array
  /** Offered under this name when it is saved; null where it is only shown. */
  readonly fileName: string | null
}

/**
 * The workstation behind a window. A host owns the window and knows nothing else: it hands over the page's calls and
 * requests, and the core's events. Everything crosses as text and bytes, so that the core can live in a thread of its own.
 */
export interface WindowCore {
  /** One call of the page: text in, text out. Never throws. */
  call(text: string, sender: Sender): Promise<string>
  /** `/doc/<token>`: what a call has put there for this session; null for anything else. */
  document(path: string): Promise<ServedDocument | null>
  /** Orderly end: batches stop behind the licence in hand, the database is closed. */
  close(): Promise<void>
}

export interface CoreOptions {
  /** Holds `office` and `demo`, the two places an office's data may lie. */
  readonly home: string
  /** The program's resources folder. */
  readonly resources: string
  readonly services: HostServices
  readonly onEvent: (event: WindowEvent) => void
  /** The file of the workshop's thread: the core's thread adds it, where it was built beside it. */
  readonly workshop?: string
}
