import { z } from 'zod'
import { sha256Text, workstationEndpoint } from './common.ts'

export const FILE_LIMITS = { bytes: 256 * 1024 * 1024, piece: 4 * 1024 * 1024, asked: 1_000 } as const

const held = z.strictObject({
  sha256: sha256Text,
  /** Bytes that the store holds from the start of the file on; the next piece begins here. */
  have: z.int().min(0),
  whole: z.boolean(),
})

export const filesApi = {
  held: workstationEndpoint({
    method: 'POST',
    path: '/v1/files/held',
    summary: 'How much of each file the store holds, so that a transfer goes on in the middle.',
    body: z.strictObject({ files: z.array(sha256Text).min(1).max(FILE_LIMITS.asked) }),
    maxBytes: 128 * 1024,
    answer: z.strictObject({ files: z.array(held).max(FILE_LIMITS.asked) }),
  }),
  put: workstationEndpoint({
    method: 'PUT',
    path: '/v1/files/{sha256}',
    summary:
      'A piece of a file, at the place where the store stands. Whole, it is kept under its digest or thrown away.',
    params: z.strictObject({ sha256: sha256Text }),
    query: z.strictObject({
      offset: z.coerce.number().int().min(0),
      total: z.coerce.number().int().min(1).max(FILE_LIMITS.bytes),
    }),
    body: 'bytes',
    maxBytes: FILE_LIMITS.piece,
    answer: held,
    codes: ['file-offset-wrong', 'file-digest-wrong'],
  }),
} as const
