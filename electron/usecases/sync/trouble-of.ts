import { type Trouble } from '../../../shared/domain/sync/back-off.ts'
import { type AppError } from '../../../shared/kernel/app-error.ts'

const TROUBLES: Readonly<Record<string, Trouble>> = {
  'store-unreachable': 'no-network',
  'store-not-genuine': 'no-network',
  'store-busy': 'busy',
  'certificate-refused': 'certificate',
  'store-clock': 'clock',
  'envelope-signer-expired': 'clock',
}

/** What sort of trouble a failed question is; whatever is not known of is a fault. */
export const troubleOf = (error: AppError): Trouble => TROUBLES[error.code] ?? 'fault'
