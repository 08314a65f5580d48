import { type WorkstationDatabase } from '../../ports/database.ts'
import { type Standard } from '../common/standard.ts'
import { standsOnFace } from './on-face.ts'

const MOST = 500

/**
 * A returned record about a version that a newer one has taken the place of, whose faults stood on its face: the new version
 * is the correction, and what waited behind the old record goes.
 */
export function letGoOfOld(ports: { readonly db: WorkstationDatabase; readonly standard: Standard }): void {
  const old = ports.db.read(stores =>
    stores.sync.returned(MOST).filter(({ seq, reasons, correctedBy }) => {
      const record = stores.outbox.get(seq)
      const licence = record && stores.licences.byIdentifier(record.subject)
      if (correctedBy !== null || !record || licence?.status !== 'superseded') return false
      const kind = ports.standard.kind(licence.kind)
      return reasons.every(({ field }) => field !== null && standsOnFace(kind, record.type, field))
    }),
  )
  if (old.length > 0)
    ports.db.write(stores => {
      for (const { seq } of old) stores.sync.letGo(seq)
    })
}
