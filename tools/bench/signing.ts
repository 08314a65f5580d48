import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import {
  createDemoPki,
  createDocumentVerifier,
  createPadesSigner,
  createPkcs12Provider,
} from '../../electron/signing/index.ts'
import { createFaceRenderer } from '../../electron/rendering/index.ts'
import { type FaceRequest } from '../../electron/ports/face-renderer.ts'
import { faceValues } from '../../shared/domain/face/face-values.ts'
import { EXAMPLES } from '../../shared/domain/kinds/examples.ts'
import { BUILTIN_KINDS } from '../../shared/domain/kinds/registry.ts'
import { instantFromMillis, type Instant } from '../../shared/kernel/instant.ts'
import { mustBeOk } from '../../shared/kernel/result.ts'
import { quantile, timeEach } from './db/timing.ts'

const PIN = 'bench-pin'
const TIMES = 60

interface Row {
  readonly what: string
  readonly figure: string
  readonly target: string
  readonly holds: boolean | null
}

const ms = (value: number): string => `${value.toPrecision(3)} ms`

function request(at: Instant, signed: boolean): FaceRequest {
  const kind = BUILTIN_KINDS.find(k => k.id === 'entertainment')
  const example = EXAMPLES.entertainment[0]
  if (!kind || !example) throw new Error('no example')
  const place = {
    fieldName: 'Seal',
    signerName: '样例',
    reason: '样例',
    location: '样例',
    signedAt: at,
    reservedBytes: 8192,
  }
  return {
    face: kind.face,
    values: faceValues(kind, example.values),
    purpose: signed ? 'electronic' : 'print',
    qrText: 'https://ecert.example/v?i=bench',
    sealText: '样例印章',
    specimen: true,
    title: kind.name.zh,
    author: '样例机关',
    subject: kind.name.zh,
    metadata: [['ZZMC', kind.name.zh]],
    createdAt: at,
    ...(signed ? { signature: place } : {}),
  }
}

const half = (times: readonly number[]): number => quantile(times, 0.5)

const row = (what: string, figure: string): Row => ({ what, figure, target: '', holds: null })

async function makeSeal(now: Instant) {
  const subjects = { seal: '样例印章' }
  const pki = await createDemoPki().make({
    officeName: '样例机关',
    pin: PIN,
    now,
    keyType: 'rsa-3072',
    subjects,
  })
  const container = pki.containers['seal'] ?? new Uint8Array()
  return { root: pki.root, container, key: mustBeOk(createPkcs12Provider().unlock(container, PIN), 'key') }
}

/** Drawing, sealing and checking one face. */
async function ours(
  now: Instant,
  seal: Awaited<ReturnType<typeof makeSeal>>,
): Promise<{ rows: Row[]; sealing: number }> {
  const renderer = createFaceRenderer()
  const drawn = mustBeOk(await renderer.render(request(now, true)), 'face')
  const faces: number[] = []
  for (let i = 0; i < TIMES; i++) {
    const start = performance.now()
    mustBeOk(await renderer.render(request(now, true)), 'face')
    faces.push(performance.now() - start)
  }
  const signer = createPadesSigner()
  const verifier = createDocumentVerifier()
  const fresh = () => ({ ...drawn, bytes: drawn.bytes.slice() })
  const sign = (): Uint8Array => {
    const begun = mustBeOk(signer.begin(fresh(), seal.key.certificate), 'place')
    return mustBeOk(begun.complete(seal.key.sign(begun.bytes)), 'seal')
  }
  const seals = timeEach(TIMES, sign)
  const sealed = sign()
  const checks = timeEach(TIMES, () => {
    if (verifier.verify(sealed, { trust: [seal.root], at: now }).verdict !== 'passed')
      throw new Error('own check')
  })
  const rows = [
    row(
      'draw one face, PDF/A-2b (two pages)',
      `${ms(half(faces))}, ${Math.round(drawn.bytes.length / 1000)} kB`,
    ),
    row('seal one face, RSA-3072, ours', ms(half(seals))),
    row('check one sealed face, ours', ms(half(checks))),
  ]
  return { rows, sealing: half(seals) }
}

/** Seal and check of one face, with pyHanko and DSS sealing the same face by the same key. */
export async function measureSigning(judges: boolean, say: (text: string) => void): Promise<readonly Row[]> {
  const now = instantFromMillis(Date.now())
  const seal = await makeSeal(now)
  const { rows, sealing } = await ours(now, seal)
  if (!judges) return rows
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lw-bench-seal-'))
  try {
    const [pdf, pkcs12] = [path.join(folder, 'face.pdf'), path.join(folder, 'seal.p12')]
    fs.writeFileSync(pdf, mustBeOk(await createFaceRenderer().render(request(now, false)), 'face').bytes)
    fs.writeFileSync(pkcs12, seal.container)
    say('signing: pyHanko and EU DSS')
    const { signWithPeers } = await import('../witnesses/peers/peers.mjs')
    for (const peer of await signWithPeers({ pdf, pkcs12, pin: PIN, times: 30 })) {
      const figure = `${ms(half(peer.millis))} (${(half(peer.millis) / sealing).toFixed(1)} × ours)`
      rows.push(row(`seal one face, RSA-3072, ${peer.peer} ${peer.version}`, figure))
    }
    return rows
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}
