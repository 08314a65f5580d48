import { type AppError, appError } from '../../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type VerificationReport } from '../../../shared/domain/seal/verification.ts'
import { metadataOf } from '../../../shared/domain/licence/records.ts'
import { fromBase64 } from '../common/base64.ts'
import { faceRequestOf } from '../common/draw-face.ts'
import { trustAnchorsOf } from '../common/settings.ts'
import { type IssueError } from './errors.ts'
import { type IssuePlan } from './plan-licence.ts'
import { type IssuePorts, type OpenSeal } from './ports.ts'

/** The chain of two certificates and an RSA-4096 signature need less than half of this. */
const RESERVED_BYTES = 8192

/** The Char production of XML 1.0. */
const XML_TEXT = /^[\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]*$/u

export interface SealedCopy {
  readonly bytes: Uint8Array
  readonly sha256: string
}

/** Whether the independent reader sees what we meant to write: whole, passed, every metadata pair as given. */
function ownCheck(plan: IssuePlan, report: VerificationReport): AppError<'own-check-failed'> | undefined {
  const [signature] = report.signatures
  const wrong = metadataOf(plan.kind, plan.licence).find(([name, value]) => report.metadata[name] !== value)
  const good =
    report.verdict === 'passed' &&
    report.signatures.length === 1 &&
    signature?.integrity === 'intact' &&
    signature.coverage === 'whole-document' &&
    signature.certificateFingerprint === plan.seal.fingerprint &&
    report.metadataSigned &&
    !wrong
  if (good) return undefined
  const why = wrong
    ? `metadata ${wrong[0]}`
    : [...(signature?.reasons ?? []), ...report.reasons].map(r => r.code).join(', ')
  return appError(
    'own-check-failed',
    words(
      '制成的电子证照没有通过本机核验，未制证',
      'The sealed copy failed our own check: nothing was issued',
    ),
    {
      next: words(
        '请检查印章证书的有效期和信任的根证书；问题仍在时导出帮助包',
        "Check the seal certificate's validity and the trusted root; if it stays, export a help bundle",
      ),
      data: { verdict: report.verdict, why },
    },
  )
}

/** A value that the file's metadata could not give back as it is: XML holds no control characters. */
function unholdable(plan: IssuePlan): IssueError | undefined {
  const pair = metadataOf(plan.kind, plan.licence).find(([, value]) => !XML_TEXT.test(value))
  if (!pair) return undefined
  const label = plan.kind.fields.find(field => field.shortName === pair[0])?.label
  return appError(
    'application-faulty',
    words(
      `${label?.zh ?? pair[0]}含有不能写入电子证照的字符`,
      `${label?.en ?? pair[0]} has a character that an electronic licence cannot hold`,
    ),
    {
      next: words('请改正后重新报批', 'Mend it, and have it approved again'),
      data: { field: pair[0] },
    },
  )
}

/** Draws, seals and checks the electronic copy. Nothing is written yet. */
export async function makeCopy(
  ports: IssuePorts,
  plan: IssuePlan,
  open: OpenSeal,
): Promise<Result<SealedCopy, IssueError>> {
  const { licence, seal } = plan
  const bad = unholdable(plan)
  if (bad) return err(bad)
  const signature = {
    fieldName: 'Seal',
    signerName: seal.name,
    reason: `${plan.kind.name.zh} ${licence.number}`,
    location: licence.issuerName,
    signedAt: licence.issuedAt,
    reservedBytes: RESERVED_BYTES,
  }
  const request = ports.db.read(stores =>
    faceRequestOf(ports.standard, stores, { licence, seal, purpose: 'electronic', signature }),
  )
  const drawn = await ports.workshop.draw(request)
  if (!drawn.ok) return drawn
  const begun = ports.signer.begin(drawn.value, open.key.certificate)
  if (!begun.ok) return begun
  const sealed = begun.value.complete(await open.key.signAside(begun.value.bytes))
  if (!sealed.ok) return sealed
  const trust = ports.db.read(stores => trustAnchorsOf(stores)).flatMap(text => fromBase64(text) ?? [])
  const { report, sha256 } = await ports.workshop.judge(sealed.value, { trust, at: licence.issuedAt })
  const fault = ownCheck(plan, report)
  if (fault) return err(fault)
  return ok({ bytes: sealed.value, sha256 })
}
