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

export interface SealUsePage {
  readonly uses: readonly SealUse[]
  /** Pass as `beforeSeq` for the page after this one; null at the end. */
  readonly next: number | null
}

/** The same log as people read it: newest first, page by page. */
export function sealUsePage(ports: Pick<BasePorts, 'db'>) {
  return (
    _actor: Actor,
    input: { readonly sealId?: string; readonly beforeSeq?: number; readonly limit: number },
  ): SealUsePage => {
    const limit = Math.min(500, Math.max(1, Math.trunc(input.limit)))
    const found = ports.db.read(stores => stores.seals.newestUses({ ...input, limit: limit + 1 }))
    const uses = found.slice(0, limit)
    return { uses, next: found.length > limit ? (uses.at(-1)?.seq ?? null) : null }
  }
}

/** The picture of a seal, PNG; undefined where it has none. */
export function sealPicture(ports: Pick<BasePorts, 'db'>) {
  return (_actor: Actor, input: { readonly sealId: string }): Uint8Array | undefined =>
    ports.db.read(stores => {
      const digest = stores.seals.get(input.sealId)?.picture
      return digest ? stores.blobs.get(digest) : undefined
    })
}
