import { type FaceDefinition, type FaceValues } from '../../shared/domain/face/face.ts'
import { type AppError } from '../../shared/kernel/app-error.ts'
import { type Instant } from '../../shared/kernel/instant.ts'
import { type Result } from '../../shared/kernel/result.ts'

/**
 * `electronic`: everything, PDF/A-2b, with a place for the signature. `print`: the same face for plain paper, no signature.
 * `overprint`: only what is filled in, for pre-printed licence paper.
 */
export type FacePurpose = 'electronic' | 'print' | 'overprint'

export interface SignaturePlace {
  /** Name of the form field, unique in the document. */
  readonly fieldName: string
  /** Who signs, for /Name. */
  readonly signerName: string
  readonly reason: string
  readonly location: string
  readonly signedAt: Instant
  /** Bytes kept for the CMS container. */
  readonly reservedBytes: number
}

export interface FaceRequest {
  readonly face: FaceDefinition
  readonly values: FaceValues
  readonly purpose: FacePurpose
  readonly qrText: string
  /** JPEG or PNG. */
  readonly photo?: Uint8Array
  /** State emblem as the office supplies it (PNG); a plain ring stands in its place otherwise. */
  readonly emblem?: Uint8Array
  /** Seal picture (PNG with transparency); a plain ring with `sealText` stands in its place otherwise. */
  readonly sealPicture?: Uint8Array
  readonly sealText: string
  /** Draws 样例 across every page and says so in the metadata. */
  readonly specimen: boolean
  readonly title: string
  readonly author: string
  readonly subject: string
  /** ZZ… and KZ_… pairs, written into the XMP packet and the document information, in this order. */
  readonly metadata: readonly (readonly [name: string, value: string])[]
  readonly createdAt: Instant
  readonly signature?: SignaturePlace
}

/** A PDF whose signature field waits for its CMS container: ByteRange is written, the gap is zeros. */
export interface PreparedDocument {
  readonly bytes: Uint8Array
  /** From `<` to after `>` of the signature dictionary's Contents. Absent when no signature was asked for. */
  readonly gap?: { readonly start: number; readonly end: number }
  readonly pageCount: number
}

export type RenderErrorCode =
  'glyph-missing' | 'photo-unreadable' | 'picture-unreadable' | 'text-overflow' | 'face-invalid'

/** Draws licence faces. Never leaves a blank box: a character that no font has is an error that names it (U+XXXX). */
export interface FaceRenderer {
  render(request: FaceRequest): Promise<Result<PreparedDocument, AppError<RenderErrorCode>>>
  /** Characters of the text that no font at hand can draw, once each; empty when all can be drawn. */
  missingCharacters(text: string): readonly string[]
}
