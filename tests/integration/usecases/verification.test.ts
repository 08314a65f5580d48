import { beforeAll, describe, expect, it } from 'vitest'
import { createDocumentVerifier } from '../../../electron/signing/index.ts'
import { setTrustAnchors } from '../../../electron/usecases/common/settings.ts'
import { toBase64 } from '../../../electron/usecases/common/base64.ts'
import { verifyFile, type FileVerdict } from '../../../electron/usecases/verification/verify-file.ts'
import { metadataOf } from '../../../shared/domain/licence/records.ts'
import { type Licence } from '../../../shared/domain/licence/licence.ts'
import { CLERK } from '../../builders/records.ts'
import { makeOffice, NOW, type Office } from '../signing/support/office.ts'
import { appendUpdate } from '../signing/support/tiny-pdf.ts'
import { bench, exampleOf, good, held } from './support.ts'

let issuer: Office

beforeAll(async () => {
  issuer = await makeOffice()
})

/** A workstation that trusts the issuer, with one licence in its register. */
async function register() {
  const ws = await bench()
  ws.clock.set(NOW)
  ws.db.write(stores => setTrustAnchors(stores, [toBase64(issuer.pki.root)]))
  const identifier = '1.2.156.3005.2.11100000000013127D001.11110000000021135M.0001.001.X'
  const values = { ...exampleOf('network-culture'), certIdentifier: identifier }
  const licence = held(ws, { kind: 'network-culture', identifier, values })
  const verify = (bytes: Uint8Array): FileVerdict =>
    good(verifyFile({ ...ws, verifier: createDocumentVerifier() })(CLERK, { bytes }))
  /** A file that the office signed and that says of the licence what the register says, but for what is given. */
  const signed = (over: Readonly<Record<string, string>> = {}): Uint8Array => {
    const said = Object.fromEntries(metadataOf(ws.standard.kind(licence.kind), licence))
    return issuer.sign({ metadata: { ...said, ...over } })
  }
  const keep = (bytes: Uint8Array, of: Licence = licence): void =>
    ws.db.write(stores =>
      stores.licences.addFile({
        licenceId: of.id,
        format: 'pdf',
        path: 'copies/one.pdf',
        sha256: ws.digests.sha256(bytes),
        bytes: bytes.length,
      }),
    )
  return { ws, licence, verify, signed, keep }
}

describe('what the register says of a file', () => {
  it('is that it is the copy that was issued, and differs in nothing', async () => {
    const { licence, verify, signed, keep } = await register()
    const bytes = signed()
    keep(bytes)
    const { report, register: answer } = verify(bytes)
    expect(report.verdict).toBe('passed')
    expect(answer).toEqual({
      licenceId: licence.id,
      number: licence.number,
      shown: 'valid',
      sameFile: true,
      differs: [],
      differences: [],
      specimen: true,
    })
  })

  it('is that another file says the same, where the office signed twice', async () => {
    const { verify, signed, keep } = await register()
    keep(signed())
    expect(verify(signed({ KZ_OTHER: '别的一份' })).register).toMatchObject({ sameFile: false, differs: [] })
  })

  it('names what a file that the office signed says otherwise, and what it leaves out', async () => {
    const { verify, signed, keep } = await register()
    keep(signed())
    const changed = verify(signed({ CZZT: '别的公司', ZZYXQJZRQ: '' }))
    expect(changed.report.verdict).toBe('passed')
    expect(changed.register).toMatchObject({ sameFile: false, differs: ['ZZYXQJZRQ', 'CZZT'] })
    expect(changed.conclusion).toMatchObject({ tone: 'bad', code: 'unlike-register' })
    const [, holder] = changed.register!.differences
    expect(holder).toMatchObject({ name: 'CZZT', inFile: '别的公司' })
    expect(holder?.inRegister).not.toBe('')
  })

  it('is that the licence is no longer in force, of a sound copy too', async () => {
    const { ws, licence, verify, signed, keep } = await register()
    const bytes = signed()
    keep(bytes)
    ws.db.write(stores => stores.licences.setStatus(licence.id, 'revoked', ws.clock.now()))
    expect(verify(bytes)).toMatchObject({
      report: { verdict: 'passed' },
      register: { shown: 'revoked', sameFile: true },
    })
  })

  it('is nothing where no signature holds for what the file says, or where it names no licence here', async () => {
    const { verify, signed } = await register()
    const altered = appendUpdate(signed(), { 9: '<</Producer(tiny)/ZZBH(No. 8)>>' })
    expect(verify(altered)).toMatchObject({ report: { verdict: 'failed' }, register: null })
    expect(verify(signed({ ZZBS: '1.2.3' })).register).toBeNull()
    expect(verify(issuer.sign()).register).toBeNull()
    expect(verify(Buffer.from('no document')).register).toBeNull()
  })
})
