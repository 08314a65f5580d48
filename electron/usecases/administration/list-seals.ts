import { type Actor } from '../../../shared/domain/people/user.ts'
import { type Seal } from '../../../shared/domain/seal/seal.ts'
import { civilDateOf, daysBetween, type Instant } from '../../../shared/kernel/instant.ts'
import { words, type Words } from '../../../shared/kernel/words.ts'
import { triesLeft } from '../common/pin-tries.ts'
import { type BasePorts } from '../common/ports.ts'

/** Our default: a certificate takes weeks to renew. */
export const EXPIRY_WARNING_DAYS = 45

export type ShownSealState = Seal['state'] | 'expired' | 'not-yet-valid'

export interface SealLine extends Omit<Seal, 'certificate' | 'containerPath'> {
  readonly shown: ShownSealState
  /** Whole days until the last day of the certificate, counted in China; negative afterwards. */
  readonly daysLeft: number
  /** What needs doing; null when nothing does. */
  readonly warning: Words | null
  /** Wrong PINs that it still takes; none: an administrator has to unlock it. */
  readonly triesLeft: number
}

export function shownSealState(
  seal: Pick<Seal, 'state' | 'notBefore' | 'notAfter'>,
  now: Instant,
): ShownSealState {
  if (seal.state !== 'active') return seal.state
  if (seal.notAfter < now) return 'expired'
  return seal.notBefore > now ? 'not-yet-valid' : 'active'
}

function warningOf(shown: ShownSealState, daysLeft: number): Words | null {
  if (shown === 'expired') {
    return words('证书已到期，不能再盖章，请更新', 'The certificate has expired and cannot seal: renew it')
  }
  if (shown === 'not-yet-valid') return words('证书尚未生效', 'The certificate is not valid yet')
  if (shown !== 'active' || daysLeft > EXPIRY_WARNING_DAYS) return null
  return words(
    `证书还有 ${daysLeft} 天到期，请尽快更新`,
    `The certificate expires in ${daysLeft} days: renew it soon`,
  )
}

/** All seals, without their containers, with what the clerk needs to know of each today. */
export function listSeals(ports: BasePorts) {
  return (_actor: Actor): readonly SealLine[] => {
    const now = ports.clock.now()
    return ports.db.read(stores =>
      stores.seals.list().map(({ certificate: _certificate, containerPath: _path, ...seal }) => {
        const shown = shownSealState(seal, now)
        const daysLeft = daysBetween(civilDateOf(now), civilDateOf(seal.notAfter))
        const warning = warningOf(shown, daysLeft)
        return { ...seal, shown, daysLeft, warning, triesLeft: triesLeft(stores, seal.id) }
      }),
    )
  }
}
