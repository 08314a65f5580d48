import { type AppError } from '../../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { renewalProofText } from '../../../shared/protocol/pairing.ts'
import { type WorkstationCaller } from '../../ports/caller.ts'
import { type ClientCertificate } from '../../ports/keys.ts'
import { keepCertificate } from './keep-certificate.ts'
import { type PairingPorts } from './ports.ts'
import { keyUnfit } from './redeem-code.ts'

export interface RenewCertificateInput {
  /** DER. */
  readonly publicKey: Uint8Array
  readonly proof: Uint8Array
}

/**
 * A new certificate for a new key. The present one stays good until its end, for the answer may be lost on the way: only
 * pairing anew or an operator ends it early.
 */
export const renewCertificate =
  ({ db, clock, authority, keys }: PairingPorts) =>
  async (
    { workstationId, officeName }: WorkstationCaller,
    { publicKey, proof }: RenewCertificateInput,
  ): Promise<Result<ClientCertificate, AppError<'pairing-key-unfit'>>> => {
    if (!keys.proves(publicKey, renewalProofText(workstationId), proof)) return err(keyUnfit())
    const now = clock.now()
    const issued = authority.issue({ publicKey, workstationId, officeName, now })
    await db.write(sql => keepCertificate(sql, workstationId, issued, now))
    return ok(issued)
  }
