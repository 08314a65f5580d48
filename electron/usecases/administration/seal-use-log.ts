import { type Actor } from '../../../shared/domain/people/user.ts'
import { type SealUse } from '../../../shared/domain/seal/seal.ts'
import { type BasePorts } from '../common/ports.ts'

export interface SealUseLogInput {
  readonly sealId?: string
  readonly afterSeq?: number
  /** At most 500. */
  readonly limit: number
}

/** When each seal was used, on what and by whom, oldest first. */
export function sealUseLog(ports: BasePorts) {
  return (_actor: Actor, input: SealUseLogInput): readonly SealUse[] =>
    ports.db.read(stores =>
      stores.seals.uses({ ...input, limit: Math.min(500, Math.max(1, Math.trunc(input.limit))) }),
    )
}
