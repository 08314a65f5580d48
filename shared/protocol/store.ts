import { z } from 'zod'
import { instantText, publicEndpoint } from './common.ts'

export const storeApi = {
  about: publicEndpoint({
    method: 'GET',
    path: '/v1/store',
    summary: 'Which store this is, which protocol it speaks, and its clock.',
    answer: z.strictObject({
      store: z.literal('licence-workstation-store'),
      protocol: z.int().min(1),
      name: z.string().max(200),
      now: instantText,
    }),
  }),
} as const
