import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { createFaceRenderer } from '../../electron/rendering/index.ts'
import { createDemoPki, createPadesSigner, createPkcs12Provider } from '../../electron/signing/index.ts'
import { type UnlockedKey } from '../../electron/ports/seal-keys.ts'
import { type KindExample } from '../../shared/domain/kinds/common/example.ts'
import { EXAMPLES } from '../../shared/domain/kinds/examples.ts'
import { type KindDefinition } from '../../shared/domain/kinds/kind.ts'
import { BUILTIN_KINDS } from '../../shared/domain/kinds/registry.ts'
import { instantFromMillis, type Instant } from '../../shared/kernel/instant.ts'
import { mustBeOk } from '../../shared/kernel/result.ts'
import { type JudgeId } from './judges.mjs'
import { type Expectations } from './rules.mjs'
import { drawnPhoto } from './picture.ts'

/**
 * A file for the judges. `file` is an absolute path; `root` (PEM) only where it is not that of all files.
 * `control`: the file has a fault; each judge named has to give a reason that fits its pattern (a regular expression).
 */
export interface WitnessFile {
  readonly file: string
  readonly label: string
  readonly expectations: Expectations
  readonly root?: string
  readonly control?: { readonly mustFail: Partial<Record<JudgeId, string>> }
}

export interface WitnessFiles {
  /** Path of the root certificate (PEM) that the judges trust. */
  readonly root: string
  /** The first one that is no control is also what the derived controls are made from. */
  readonly files: readonly WitnessFile[]
}

const PIN = '20260301'
type KeyType = 'rsa-3072' | 'p256'

/** As much room as a chain of two certificates and an RSA-4096 signature need twice over. */
const RESERVED_BYTES = 8192

const pem = (der: Uint8Array): string =>
  `-----BEGIN CERTIFICATE-----\n${Buffer.from(der)
    .toString('base64')
    .replace(/.{1,64}/g, '$&\n')}-----END CERTIFICATE-----\n`

/** A demonstration office for each kind of key: its root on disk, its seal unlocked. */
async function openSeal(keyType: KeyType, outDir: string, now: Instant) {
  const pki = await createDemoPki().make({
    officeName: '样例市文化和旅游局',
    pin: PIN,
    now,
    keyType,
    subjects: { seal: '文化和旅游市场电子证照专用章' },
  })
  const root = path.join(outDir, `root-${keyType}.pem`)
  await writeFile(root, pem(pki.root))
  const container = pki.containers['seal']
  if (!container) throw new Error('the demonstration office has no seal')
  return { root, key: mustBeOk(createPkcs12Provider().unlock(container, PIN), 'unlocking the seal') }
}

interface Sample {
  readonly kind: KindDefinition
  readonly example: KindExample
  readonly index: number
}

/** What a face shows of an example: every value as text, and what only an issue would add. */
function shownValues({ kind, example, index }: Sample): Record<string, string> {
  const shown = Object.entries(example.values).flatMap(([id, value]) =>
    value === null ? [] : [[id, Array.isArray(value) ? value.join('、') : String(value)] as const],
  )
  return { ...Object.fromEntries(shown), certNo: `${kind.standard}-${String(index + 1).padStart(4, '0')}` }
}

function requestOf(sample: Sample, key: UnlockedKey, now: Instant) {
  const { kind } = sample
  const values = shownValues(sample)
  const number = values['certNo'] ?? ''
  return {
    face: kind.face,
    values,
    purpose: 'electronic' as const,
    qrText: `https://example.invalid/v?no=${encodeURIComponent(number)}`,
    ...(kind.photo ? { photo: drawnPhoto(kind.photo.widthPx, kind.photo.heightPx) } : {}),
    sealText: '文化和旅游市场电子证照专用章',
    specimen: true,
    title: `${kind.name.zh} ${number}`,
    author: '样例市文化和旅游局',
    subject: kind.name.zh,
    metadata: [
      ['ZZMC', kind.name.zh],
      ['ZZHM', number],
      ['CZZT', values['holderName'] ?? ''],
      ['KZ_YL', '样例'],
    ] as const,
    createdAt: now,
    signature: {
      fieldName: 'Seal',
      signerName: key.certificate.subject,
      reason: `${kind.name.zh} ${number}`,
      location: '样例市',
      signedAt: now,
      reservedBytes: RESERVED_BYTES,
    },
  }
}

/**
 * Draws and seals every example of every kind under `outDir` (made when missing), in turn with an RSA and a P-256 seal.
 * Throws when one of them cannot be made.
 */
export async function makeWitnessFiles(outDir: string): Promise<WitnessFiles> {
  await mkdir(outDir, { recursive: true })
  const now = instantFromMillis(Date.now())
  const rsa = await openSeal('rsa-3072', outDir, now)
  const p256 = await openSeal('p256', outDir, now)
  const renderer = createFaceRenderer()
  const signer = createPadesSigner()
  const files: WitnessFile[] = []
  for (const kind of BUILTIN_KINDS) {
    for (const [index, example] of EXAMPLES[kind.id].entries()) {
      const { root, key } = index % 2 === 0 ? rsa : p256
      const request = requestOf({ kind, example, index }, key, now)
      const label = `${kind.name.zh} ${example.id} ${key === rsa.key ? 'RSA' : 'P-256'}`
      const drawn = mustBeOk(await renderer.render(request), label)
      const file = path.join(outDir, `${kind.id}-${example.id}.pdf`)
      await writeFile(file, mustBeOk(signer.sign(drawn, key), label))
      const text = [request.values['holderName'] ?? '']
      files.push({ file, label, root, expectations: { signatures: 1, pages: drawn.pageCount, text } })
    }
  }
  rsa.key.lock()
  p256.key.lock()
  return { root: rsa.root, files }
}
