import { loadPack, MAX_PACK_TEXT, type PackErrorCode } from '../../../shared/domain/pack/load-pack.ts'
import { type StandardPack } from '../../../shared/domain/pack/pack.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { utf8 } from '../../../shared/kernel/bytes.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type FileVault } from '../../ports/file-vault.ts'
import { type Digests } from '../../ports/platform.ts'
import { type EnvelopeErrorCode, type SignedEnvelopes } from '../../ports/signed-envelope.ts'
import { PACKS_FOLDER } from '../common/data-folder.ts'
import { journalled } from '../common/journal.ts'
import { type BasePorts } from '../common/ports.ts'
import { lenderRoots } from '../common/pairing.ts'
import { officeOf, packFileOf, setPackFile } from '../common/settings.ts'
import { type Standard } from '../common/standard.ts'

export interface ImportStandardPackPorts extends BasePorts {
  readonly envelopes: SignedEnvelopes
  readonly vault: FileVault
  readonly digests: Digests
  readonly standard: Standard
}

export interface ImportStandardPackInput {
  /** The signed file as it came. */
  readonly file: Uint8Array
}

export interface StandardPackImported {
  readonly version: string
  readonly signer: string
  /** Where it lies in the data folder. */
  readonly path: string
}

export type ImportStandardPackError = AppError<
  EnvelopeErrorCode | PackErrorCode | 'office-not-set-up' | 'pack-older' | 'pack-in-force'
>

/** A pack in base64 with its signature and certificates. */
const MAX_FILE = MAX_PACK_TEXT * 2

const figures = (version: string): readonly number[] => version.split('.').map(Number)

/** Whether version a comes before version b; what is no version is not older than anything. */
export function isOlder(a: string, b: string): boolean {
  const [left, right] = [figures(a), figures(b)]
  for (let i = 0; i < 3; i++) {
    const [x, y] = [left[i] ?? 0, right[i] ?? 0]
    if (x !== y && Number.isFinite(x) && Number.isFinite(y)) return x < y
  }
  return false
}

const tooLarge: ImportStandardPackError = appError(
  'pack-too-large',
  words('文件过大，不是标准包', 'The file is too large for a standard pack'),
  { next: words('请选择下发的标准包文件', 'Choose the file of the pack') },
)

interface Checked {
  readonly pack: StandardPack
  readonly signer: string
  readonly signerFingerprint: string
  readonly bytes: Uint8Array
}

/** The pack of a signed file, whole and new enough, as it will lie in the data folder. */
function checkedPack(
  ports: ImportStandardPackPorts,
  file: Uint8Array,
): Result<Checked, ImportStandardPackError> {
  if (file.length > MAX_FILE) return err(tooLarge)
  const trust = ports.db.read(lenderRoots)
  const opened = ports.envelopes.open(file, 'standard-pack', { trust, at: ports.clock.now() })
  if (!opened.ok) return opened
  const { payload, signer, signerFingerprint } = opened.value
  const pack = loadPack(payload)
  if (!pack.ok) return pack
  const { version } = pack.value
  const { packVersion: present } = ports.standard
  if (!isOlder(version, present))
    return ok({ pack: pack.value, signer, signerFingerprint, bytes: utf8(JSON.stringify(payload)) })
  return err(
    appError(
      'pack-older',
      words(
        `标准包 ${version} 比现行的 ${present} 旧，未采用`,
        `The pack ${version} is older than ${present}, which is in force`,
      ),
      { next: words('请索取最新的标准包', 'Ask for the newest pack') },
    ),
  )
}

/** The file is on disk before the setting names it; a broken one of that name (a crash long ago) gives way. */
function keepFile(ports: ImportStandardPackPorts, path: string, bytes: Uint8Array, sha256: string): void {
  const there = ports.vault.read(path)
  if (there && ports.digests.sha256(there) === sha256) return
  if (there) ports.vault.remove(path)
  ports.vault.put(path, bytes)
}

/**
 * Puts a standard pack in force, out of its signed file: signed under a root that this office trusts or that of its store, whole in itself, and not
 * older than the one in force. It is in force from the next start on; until then everything goes on by the present one.
 */
export function importStandardPack(ports: ImportStandardPackPorts) {
  return (
    actor: Actor,
    input: ImportStandardPackInput,
  ): Result<StandardPackImported, ImportStandardPackError> => {
    const office = ports.db.read(officeOf)
    if (!office) {
      return err(
        appError('office-not-set-up', words('尚未设置发证机关', 'The office is not set up yet'), {
          next: words('请先完成初始设置', 'Set it up first'),
        }),
      )
    }
    const checked = checkedPack(ports, input.file)
    if (!checked.ok) return checked
    const { pack, signer, signerFingerprint, bytes } = checked.value
    const { version } = pack
    const sha256 = ports.digests.sha256(bytes)
    const path = `${PACKS_FOLDER}/${version}-${sha256.slice(0, 16)}.json`
    if (ports.db.read(packFileOf) === path) {
      const text = words(`标准包 ${version} 已经采用`, `The pack ${version} is in force already`)
      return err(appError('pack-in-force', text))
    }
    keepFile(ports, path, bytes, sha256)
    ports.db.write(stores => {
      setPackFile(stores, path)
      journalled(stores, actor, ports.clock.now(), {
        action: 'office.standard-pack-imported',
        subjectType: 'office',
        subjectId: office.code,
        detail: { version, sha256, signer, signerFingerprint, before: ports.standard.packVersion },
      })
    })
    return ok({ version, signer, path })
  }
}
