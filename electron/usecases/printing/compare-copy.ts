import { type KindDefinition } from '../../../shared/domain/kinds/kind.ts'
import { type Licence } from '../../../shared/domain/licence/licence.ts'
import { metadataOf } from '../../../shared/domain/licence/records.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { withoutIdNumbers } from '../../../shared/domain/privacy.ts'
import { type VerificationReport } from '../../../shared/domain/seal/verification.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { utf8 } from '../../../shared/kernel/bytes.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words, type Words } from '../../../shared/kernel/words.ts'
import { type DocumentVerifier } from '../../ports/document-verifier.ts'
import { type FileVault } from '../../ports/file-vault.ts'
import { type Digests } from '../../ports/platform.ts'
import { fromBase64 } from '../common/base64.ts'
import { faceRequestOf } from '../common/draw-face.ts'
import { trustAnchorsOf } from '../common/settings.ts'
import { drawable, type DrawableError, type PrintPorts } from './prepare-print.ts'

export interface ComparePorts extends PrintPorts {
  readonly vault: FileVault
  readonly digests: Digests
  readonly verifier: DocumentVerifier
}

/** One thing that stands on both. The texts are told only where they differ, personal numbers masked. */
export interface ComparedLine {
  readonly label: Words
  readonly same: boolean
  readonly paper: string | null
  readonly copy: string | null
}

export interface CopyComparison {
  /** Paper and copy say the same, and the copy is the one that was sealed. */
  readonly equal: boolean
  readonly fields: readonly ComparedLine[]
  /** SHA-256 of the text of both QR codes, and of the file as recorded and as found. */
  readonly code: ComparedLine
  readonly file: ComparedLine
  /** The seal holds over the whole copy. */
  readonly sealed: boolean
}

export type CompareError = DrawableError | AppError<'copy-missing'>

const copyMissing: CompareError = appError(
  'copy-missing',
  words('没有电子证照文件，无法比对', 'There is no electronic copy to compare with'),
  {
    next: words(
      '存量证照没有本机制作的电子证照；其他情况请从备份恢复',
      'Stock has none made here; otherwise restore it from a backup',
    ),
  },
)

function compared(label: Words, paper: string | undefined, copy: string | undefined): ComparedLine {
  if (paper === copy) return { label, same: true, paper: null, copy: null }
  const shown = (text: string | undefined): string => withoutIdNumbers((text ?? '').slice(0, 500))
  return { label, same: false, paper: shown(paper), copy: shown(copy) }
}

function fieldLines(
  kind: KindDefinition,
  paper: readonly (readonly [string, string])[],
  report: VerificationReport,
): readonly ComparedLine[] {
  const onPaper = new Map(paper)
  const names = [...onPaper.keys(), ...Object.keys(report.metadata).filter(name => !onPaper.has(name))]
  return names.map(name => {
    const label = kind.fields.find(field => field.shortName === name)?.label ?? words(name, name)
    return compared(label, onPaper.get(name), report.metadata[name])
  })
}

interface Sides {
  readonly licence: Licence
  readonly kind: KindDefinition
  readonly qrText: string
  readonly recorded: string
  readonly bytes: Uint8Array
  readonly trust: readonly Uint8Array[]
}

function comparison(ports: ComparePorts, sides: Sides): CopyComparison {
  const { licence, kind, bytes } = sides
  const { sha256 } = ports.digests
  const report = ports.verifier.verify(bytes, { trust: sides.trust, at: licence.issuedAt })
  const digestOfText = (text: string): string => sha256(utf8(text))
  const identifier = report.metadata['ZZBS']
  const fields = fieldLines(kind, metadataOf(kind, licence), report)
  const code = compared(
    words('二维码', 'QR code'),
    digestOfText(sides.qrText),
    identifier === undefined ? undefined : digestOfText(ports.standard.verificationAddress(identifier)),
  )
  const file = compared(words('电子证照文件', 'Electronic copy'), sides.recorded, sha256(bytes))
  const sealed =
    report.verdict === 'passed' &&
    report.metadataSigned &&
    report.signatures.every(signature => signature.integrity === 'intact')
  const equal = sealed && [...fields, code, file].every(line => line.same)
  return { equal, fields, code, file, sealed }
}

/**
 * Whether the paper says what was sealed: every field as it would be printed now against the signed metadata of the copy, the
 * text of the QR code, and the copy's digest against the one recorded when it was issued.
 */
export function compareCopy(ports: ComparePorts) {
  return (_actor: Actor, input: { readonly licenceId: string }): Result<CopyComparison, CompareError> => {
    const sides = ports.db.read((stores): Result<Sides, CompareError> => {
      const found = drawable(ports, stores, input.licenceId)
      if (!found.ok) return found
      const [licence, seal] = found.value
      const [file] = stores.licences.files(licence.id)
      const bytes = file && ports.vault.read(file.path)
      if (!file || !bytes) return err(copyMissing)
      return ok({
        licence,
        kind: ports.standard.kind(licence.kind),
        qrText: faceRequestOf(ports.standard, stores, { licence, seal, purpose: 'print' }).qrText,
        recorded: file.sha256,
        bytes,
        trust: trustAnchorsOf(stores).flatMap(text => fromBase64(text) ?? []),
      })
    })
    return sides.ok ? ok(comparison(ports, sides.value)) : sides
  }
}
