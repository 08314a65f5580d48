import { shownStatus, type Licence, type ShownStatus } from '../../../shared/domain/licence/licence.ts'
import { metadataOf } from '../../../shared/domain/licence/records.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { maskedValues, withoutIdNumbers } from '../../../shared/domain/privacy.ts'
import { conclusionOf, type Conclusion } from '../../../shared/domain/seal/conclusion.ts'
import { type VerificationReport } from '../../../shared/domain/seal/verification.ts'
import { civilDateOf } from '../../../shared/kernel/instant.ts'
import { ok, type Result } from '../../../shared/kernel/result.ts'
import { words, type Words } from '../../../shared/kernel/words.ts'
import { type DocumentVerifier } from '../../ports/document-verifier.ts'
import { type Digests } from '../../ports/platform.ts'
import { fromBase64 } from '../common/base64.ts'
import { type BasePorts } from '../common/ports.ts'
import { type Standard } from '../common/standard.ts'
import { trustAnchorsOf } from '../common/settings.ts'

export interface VerifyFilePorts extends BasePorts {
  readonly verifier: DocumentVerifier
  readonly digests: Digests
  readonly standard: Standard
}

export interface VerifyFileInput {
  readonly bytes: Uint8Array
  /** Roots besides those of the office, DER. */
  readonly trust?: readonly Uint8Array[]
}

/** What this store knows of the licence that the file says it is. */
export interface RegisterAnswer {
  readonly licenceId: string
  readonly number: string
  readonly shown: ShownStatus
  /** The file is byte for byte the copy that was issued here. */
  readonly sameFile: boolean
  /** Short names (ZZBH, CZZT, …) of what the file says otherwise than the register; a copy issued here differs in nothing. */
  readonly differs: readonly string[]
  /** The same with both sides, personal data of the register masked. */
  readonly differences: readonly FieldDifference[]
  readonly specimen: boolean
}

/** One field that the file has otherwise. */
export interface FieldDifference {
  readonly name: string
  readonly label: Words
  readonly inFile: string
  readonly inRegister: string
}

export interface FileVerdict {
  readonly report: VerificationReport
  /** Null when the file names no licence of this store, or when its metadata is not inside a signature that holds. */
  readonly register: RegisterAnswer | null
  readonly conclusion: Conclusion
}

type Differing = Pick<VerifyFilePorts, 'standard'>

/** What the file says otherwise than the licence; a value of a person is shown as lists show it. */
function differencesOf(
  { standard }: Differing,
  licence: Licence,
  metadata: Readonly<Record<string, string>>,
): readonly FieldDifference[] {
  const kind = standard.kind(licence.kind)
  const masked = new Map(metadataOf(kind, { values: maskedValues(kind, licence.values) }))
  return metadataOf(kind, licence)
    .filter(([name, value]) => metadata[name] !== value)
    .map(([name]) => ({
      name,
      label: kind.fields.find(field => field.shortName === name)?.label ?? words(name, name),
      inFile: withoutIdNumbers(metadata[name] ?? ''),
      inRegister: masked.get(name) ?? '***',
    }))
}

/** Judges a file by its signatures, then says what the register knows: a sound copy may be of a licence that was cancelled. */
export function verifyFile(ports: VerifyFilePorts) {
  return (_actor: Actor, input: VerifyFileInput): Result<FileVerdict, never> => {
    const at = ports.clock.now()
    return ports.db.read(stores => {
      const trust = [
        ...trustAnchorsOf(stores).flatMap(text => fromBase64(text) ?? []),
        ...(input.trust ?? []),
      ]
      const report = ports.verifier.verify(input.bytes, { trust, at })
      const identifier = report.metadataSigned ? report.metadata['ZZBS'] : undefined
      const licence = identifier ? stores.licences.byIdentifier(identifier) : undefined
      if (!licence) return ok({ report, register: null, conclusion: conclusionOf(report, null) })
      const digest = ports.digests.sha256(input.bytes)
      const differences = differencesOf(ports, licence, report.metadata)
      const register: RegisterAnswer = {
        licenceId: licence.id,
        number: licence.number,
        shown: shownStatus(licence, civilDateOf(at)),
        sameFile: stores.licences.files(licence.id).some(f => f.sha256 === digest),
        differs: differences.map(one => one.name),
        differences,
        specimen: licence.specimen,
      }
      return ok({ report, register, conclusion: conclusionOf(report, register) })
    })
  }
}
