import { type ShownStatus } from '../../shared/domain/licence/licence.ts'

/** How a licence's status is marked; the word always stands beside it. */
export const STATUS_TONES: Readonly<Record<ShownStatus, 'neutral' | 'good' | 'warn' | 'bad'>> = {
  valid: 'good',
  suspended: 'warn',
  expired: 'warn',
  superseded: 'neutral',
  cancelled: 'bad',
  withdrawn: 'bad',
  revoked: 'bad',
}
