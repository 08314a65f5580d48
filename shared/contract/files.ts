import { z } from 'zod'
import { channel } from './define.ts'
import { idText } from './text.ts'

/** The largest file that the window takes in: fifty thousand rows, or a long PDF. Our default. */
export const MAX_UPLOAD_BYTES = 256 * 1024 * 1024

/** A file crosses in pieces of at most this many bytes, as base64. */
export const UPLOAD_PIECE_BYTES = 1024 * 1024

export interface Upload {
  readonly id: string
  readonly fileName: string
  readonly received: number
  readonly size: number
}

/** Something that the page shows or saves by its address, never through a call. */
export interface DocumentLink {
  /** `/doc/…`, good for this session. */
  readonly url: string
  readonly fileName: string
  readonly type: string
  readonly bytes: number
}

/** A result that was written where the office keeps such things, and can be saved elsewhere by its address. */
export interface WrittenFile extends DocumentLink {
  readonly path: string
}

/** Files that the clerk picks or drops. Their names are labels only: the core decides where they lie. */
export const filesContract = {
  'files.begin': channel<Upload>()({
    input: z.strictObject({
      fileName: z.string().min(1).max(255),
      size: z.int().min(0).max(MAX_UPLOAD_BYTES),
      /** The upload in whose folder it is to lie: a picture that the cells of a sheet name. It goes when that one goes. */
      beside: idText.exactOptional(),
    }),
    errors: ['uploads-too-many', 'upload-unknown', 'upload-name-twice', 'disk-full'],
  }),
  'files.append': channel<Upload>()({
    input: z.strictObject({
      id: idText,
      offset: z.int().min(0).max(MAX_UPLOAD_BYTES),
      base64: z.string().max(Math.ceil(UPLOAD_PIECE_BYTES / 3) * 4),
    }),
    errors: ['upload-unknown', 'upload-out-of-order', 'disk-full'],
  }),
  'files.drop': channel<null>()({ input: z.strictObject({ id: idText }) }),
} as const
