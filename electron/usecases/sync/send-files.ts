import { type OutboxRecord } from '../../../shared/domain/sync/chain.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { type Json } from '../../../shared/kernel/canonical-json.ts'
import { err, ok, type Err, type Ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type HeldFile, type StoreConnection } from '../../ports/store-gateway.ts'
import { type SyncPorts } from './ports.ts'

/** A piece is at most as large as the store takes. */
const PIECE = 4 * 1024 * 1024
const ASKED = 1_000
/** A store that says another offset each time is not asked for ever. */
const MOST_LOST = 20

interface WantedFile {
  readonly seq: number
  readonly sha256: string
  readonly path: string
}

/** The electronic copy that a record of metadata speaks of, where this workstation has it. */
function fileOf(ports: Pick<SyncPorts, 'db'>, record: OutboxRecord): WantedFile | undefined {
  if (record.type !== 'licence-metadata') return undefined
  const file = (record.payload as { readonly file?: { readonly sha256?: Json } } | null)?.file
  const sha256 = file?.sha256
  if (typeof sha256 !== 'string') return undefined
  return ports.db.read(({ licences }) => {
    const licence = licences.byIdentifier(record.subject)
    const copy = licence && licences.files(licence.id).find(one => one.sha256 === sha256)
    return copy && { seq: record.seq, sha256, path: copy.path }
  })
}

const missing = appError(
  'copy-missing',
  words('本机的电子证照文件不见了', 'The electronic copy is gone from this workstation'),
  { next: words('请从备份取回该文件', 'Take it from a backup') },
)

const damaged = appError(
  'copy-damaged',
  words('本机的电子证照文件与登记的摘要不符', 'The electronic copy is not what its record says'),
  { next: words('请从备份取回该文件', 'Take it from a backup') },
)

const refused = appError(
  'copy-refused',
  words('国家库一再不收这份电子证照文件', 'The store does not take this electronic copy'),
  { next: words('请联系国家库', 'Tell the store') },
)

type Failed = Err<{ readonly record: boolean; readonly error: AppError }>

type Sent = Ok<null> | Failed

const ofRecord = (error: AppError): Failed => err({ record: true, error })
const ofStore = (error: AppError): Failed => err({ record: false, error })

const lost: AppError = appError(
  'store-garbage',
  words('国家库报告的文件进度自相矛盾', 'The store contradicts itself about how much of a file it has'),
)

/** What the store had was not ours, or somebody else sent of the same file: it says anew where it stands. */
async function askAgain(store: StoreConnection, sha256: string): Promise<Result<HeldFile, AppError>> {
  const again = await store.held([sha256])
  if (!again.ok) return again
  const now = again.value.find(one => one.sha256 === sha256)
  return now ? ok(now) : err(lost)
}

/** One piece of the file, and where the store stands then. */
async function sendPiece(
  store: StoreConnection,
  sha256: string,
  bytes: Uint8Array,
  have: number,
): Promise<Ok<HeldFile | 'stands-elsewhere'> | Failed> {
  const piece = bytes.subarray(have, have + PIECE)
  const put = await store.putPiece({ sha256, offset: have, total: bytes.length, bytes: piece })
  if (put.ok) {
    const { value } = put
    return value.sha256 !== sha256 || (!value.whole && value.have <= have) ? ofStore(lost) : put
  }
  const { code } = put.error
  return code === 'file-offset-wrong' || code === 'file-digest-wrong'
    ? ok('stands-elsewhere')
    : ofStore(put.error)
}

/** Sends what the store has not got yet of one file, from where it stands. */
async function sendOne(
  ports: SyncPorts,
  store: StoreConnection,
  file: WantedFile,
  held: HeldFile,
  stopped: () => boolean,
): Promise<Sent> {
  const bytes = ports.vault.read(file.path)
  if (!bytes) return ofRecord(missing)
  if (ports.digests.sha256(bytes) !== file.sha256) return ofRecord(damaged)
  let now = held
  for (let elsewhere = 0; !now.whole;) {
    if (stopped() || now.have > bytes.length) return ofStore(lost)
    const sent = await sendPiece(store, file.sha256, bytes, now.have)
    if (!sent.ok) return sent
    if (sent.value !== 'stands-elsewhere') {
      now = sent.value
      continue
    }
    if (++elsewhere > MOST_LOST) return ofRecord(refused)
    const again = await askAgain(store, file.sha256)
    if (!again.ok) return ofStore(again.error)
    now = again.value
  }
  return ok(null)
}

export interface FilesSent {
  /** Records whose file cannot be sent: they step aside, the others go on. */
  readonly aside: readonly { readonly seq: number; readonly error: AppError }[]
}

/** Brings the files of these records to the store, before the records speak of them. Goes on where an earlier try ended. */
export async function sendFiles(
  ports: SyncPorts,
  store: StoreConnection,
  records: readonly OutboxRecord[],
  stopped: () => boolean,
): Promise<Result<FilesSent, AppError>> {
  const wanted = records.flatMap(record => fileOf(ports, record) ?? [])
  const aside: { seq: number; error: AppError }[] = []
  for (let from = 0; from < wanted.length; from += ASKED) {
    const some = wanted.slice(from, from + ASKED)
    const told = await store.held([...new Set(some.map(file => file.sha256))])
    if (!told.ok) return told
    const held = new Map(told.value.map(one => [one.sha256, one]))
    for (const file of some) {
      const state = held.get(file.sha256)
      if (!state) return err(lost)
      if (state.whole) continue
      const sent = await sendOne(ports, store, file, state, stopped)
      if (sent.ok) held.set(file.sha256, { ...state, whole: true })
      else if (sent.error.record) aside.push({ seq: file.seq, error: sent.error.error })
      else return err(sent.error.error)
      await ports.turns.next()
    }
  }
  return ok({ aside })
}
