import { type AppError } from '../../../shared/kernel/app-error.ts'
import { millisOf, type Instant } from '../../../shared/kernel/instant.ts'
import { ok, type Result } from '../../../shared/kernel/result.ts'
import { toBase64 } from '../common/base64.ts'
import { journalled } from '../common/journal.ts'
import { setPairing, type Pairing } from '../common/pairing.ts'
import { SYSTEM_ACTOR } from '../common/system-actor.ts'
import { connected } from './connected.ts'
import { type SyncPorts } from './ports.ts'

/** Renewed when a third of its life is left. Our default. */
const LEFT = 1 / 3

export function isDue({ certificateFrom, validUntil }: Pairing, now: Instant): boolean {
  const [from, until] = [millisOf(certificateFrom), millisOf(validUntil)]
  return millisOf(now) > until - (until - from) * LEFT
}

/**
 * A new certificate for a new key, before the present one runs out. Where the answer is lost the present one stays, and the
 * next try makes another key.
 */
export function renewCertificate(ports: SyncPorts) {
  return async (stopped: () => boolean): Promise<Result<'renewed' | 'not-due', AppError>> => {
    const link = connected(ports)
    if (!link.ok) return link
    const { store, pairing, workstationId } = link.value
    try {
      if (!isDue(pairing, ports.clock.now())) return ok('not-due')
      const key = ports.gateway.newKey()
      const renewed = await store.renew(key, workstationId)
      if (!renewed.ok) return renewed
      if (stopped()) return ok('not-due')
      const at = ports.clock.now()
      ports.db.write(stores => {
        setPairing(stores, {
          ...pairing,
          certificate: toBase64(renewed.value.certificate),
          sealedKey: key.sealedKey,
          certificateFrom: at,
          validUntil: renewed.value.validUntil,
        })
        journalled(stores, SYSTEM_ACTOR, at, {
          action: 'store.certificate-renewed',
          subjectType: 'office',
          subjectId: workstationId,
          detail: { validUntil: renewed.value.validUntil },
        })
      })
      return ok('renewed')
    } finally {
      store.close()
    }
  }
}
