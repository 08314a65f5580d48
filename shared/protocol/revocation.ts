import { revocationListSchema, type RevocationList } from '../domain/sync/revocation-list.ts'
import { publicEndpoint } from './common.ts'

export { revocationListSchema }

export type { RevocationList }

export const revocationApi = {
  list: publicEndpoint({
    method: 'GET',
    path: '/v1/revocation-list',
    summary: 'The newest signed revocation list.',
    answer: 'bytes',
    codes: ['list-not-made'],
  }),
} as const
