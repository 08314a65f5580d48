import { journalled } from '../../electron/usecases/common/journal.ts'
import { setOffice } from '../../electron/usecases/common/settings.ts'
import { aBlock, aLicence, aSeal, CLERK, OFFICE } from './records.ts'
import { testWorkstation, type TestWorkstation } from './workstation-db.ts'

/** Where the copy of the one licence lies. */
export const COPY = 'copies/network-culture/2026/one.pdf'

/** An office with a seal, a block, and one licence with its copy. */
export async function workstationWithLicence(): Promise<TestWorkstation> {
  const made = await testWorkstation()
  made.vault.put('seals/seal-1.p12', Buffer.from('a sealed container'))
  made.vault.put(COPY, Buffer.alloc(50_000, '%PDF'))
  made.db.write(stores => {
    setOffice(stores, OFFICE)
    stores.seals.insert(aSeal())
    stores.numbers.addBlock({ block: aBlock(), next: 0, importedAt: made.clock.now(), signer: 'store' })
    const licence = aLicence()
    stores.numbers.take({
      blockId: 'B-2026-0001',
      index: 0,
      number: licence.number,
      licenceId: licence.id,
      at: made.clock.now(),
    })
    stores.licences.insert(licence)
    stores.licences.addFile({
      licenceId: licence.id,
      format: 'pdf',
      path: COPY,
      sha256: '0'.repeat(64),
      bytes: 50_000,
    })
    stores.outbox.append(
      { type: 'status', subject: licence.identifier!, payload: { status: 'valid' } },
      made.clock.now(),
    )
    journalled(stores, CLERK, made.clock.now(), {
      action: 'licence.issued',
      subjectType: 'licence',
      subjectId: licence.id,
    })
  })
  return made
}
