import { revocationListSchema } from '../../../shared/domain/sync/revocation-list.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { type Json } from '../../../shared/kernel/canonical-json.ts'
import { type CivilDate, type Instant } from '../../../shared/kernel/instant.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type Stores } from '../../ports/database.ts'
import { type SyncPorts } from './ports.ts'

const LIST = 'revocation-list'
const FOLDER = 'revocation'

/** The newest list that this workstation holds. */
export interface HeldList {
  readonly number: number
  readonly at: Instant
  readonly nextUpdate: CivilDate
  /** Its signed file, relative to the data folder. */
  readonly path: string
}

export const revocationListOf = (stores: Stores): HeldList | undefined =>
  stores.settings.get(LIST) as unknown as HeldList | undefined

const unfit = appError('list-unfit', words('吊销名单内容不合格式', 'The revocation list has a wrong form'), {
  next: words('仍用原来的名单；请联系国家库', 'The present list stays; tell the store'),
})

/** Keeps a newer list, signed under the store's root; an older one, or one that does not hold, changes nothing. */
export function keepRevocationList(
  ports: SyncPorts,
  file: Uint8Array,
  root: Uint8Array,
): Result<HeldList, AppError> {
  const opened = ports.envelopes.open(file, 'revocation-list', { trust: [root], at: ports.clock.now() })
  if (!opened.ok) return opened
  const parsed = revocationListSchema.safeParse(opened.value.payload)
  if (!parsed.success) return err(unfit)
  const { number, at, nextUpdate, count, entries } = parsed.data
  if ((entries.length * 3) / 4 - (entries.match(/=*$/)?.[0].length ?? 0) !== count * 9) return err(unfit)
  const held = ports.db.read(revocationListOf)
  if (held && held.number >= number) return ok(held)
  const path = `${FOLDER}/list-${number}-${ports.digests.sha256(file).slice(0, 16)}.json`
  if (!ports.vault.read(path)) ports.vault.put(path, file)
  const list: HeldList = { number, at, nextUpdate, path }
  ports.db.write(stores => stores.settings.set(LIST, list as unknown as Json))
  if (held) ports.vault.remove(held.path)
  return ok(list)
}
