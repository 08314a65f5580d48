import { createDemoPki, createPkcs12Provider } from '../../../../electron/signing/index.ts'
import { type DemoPki } from '../../../../electron/ports/demo-pki.ts'
import { type UnlockedKey } from '../../../../electron/ports/seal-keys.ts'
import { type Instant } from '../../../../shared/kernel/instant.ts'
import { mustBeOk } from '../../../../shared/kernel/result.ts'
import { signAtOnce } from './sign.ts'
import { tinyPdf, type TinyPdfOptions } from './tiny-pdf.ts'

export const NOW = '2026-11-23T12:00:00.000Z' as Instant
const PIN = 'pin-123456'

/** A demonstration office with one seal and everything needed to sign and to judge. */
export interface Office {
  readonly pki: DemoPki
  readonly key: UnlockedKey
  readonly trust: readonly Uint8Array[]
  sign(options?: TinyPdfOptions): Uint8Array
}

export async function makeOffice(keyType: 'rsa-3072' | 'p256' = 'p256', now: Instant = NOW): Promise<Office> {
  const pki = await createDemoPki().make({
    officeName: '测试市文化和旅游局',
    pin: PIN,
    now,
    keyType,
    subjects: { seal: '电子证照专用章' },
  })
  const key = mustBeOk(createPkcs12Provider().unlock(pki.containers.seal!, PIN), 'unlock')
  return {
    pki,
    key,
    trust: [pki.root],
    sign: options => mustBeOk(signAtOnce(tinyPdf(options), key), 'sign'),
  }
}
