import { type VerificationReport } from '../../shared/domain/seal/verification.ts'
import { type VerifyOptions } from './document-verifier.ts'
import { type FaceRenderer } from './face-renderer.ts'

/** What the separate path says of a copy, and the digest of the very bytes that it looked at. */
export interface Judged {
  readonly report: VerificationReport
  /** Lower-case hexadecimal SHA-256. */
  readonly sha256: string
}

/** Where electronic copies are drawn and judged before they are issued: in the caller's thread, or in one of its own. */
export interface Workshop {
  /** Says that so many copies are about to be made, which may be worth a thread; whoever says it says when they are made. */
  expect(copies: number): { done(): void }
  /** As `FaceRenderer.render`, the same bytes wherever it is done. */
  draw: FaceRenderer['render']
  /** As `DocumentVerifier.verify`, with the digest. */
  judge(bytes: Uint8Array, options: VerifyOptions): Promise<Judged>
  /** Ends the thread, where there is one. */
  close(): void
}
