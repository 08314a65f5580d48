import { type KindId } from '../../../shared/domain/kinds/kind.ts'
import { type CivilDate } from '../../../shared/kernel/instant.ts'
import { type Database } from '../../ports/sql.ts'

/** What the store knows of the use of one block. */
export interface AuditedBlock {
  readonly blockId: string
  readonly workstationId: string
  readonly officeCode: string
  readonly kind: KindId
  readonly template: string
  readonly count: number
  readonly used: number
  /** Places below the highest one used of which no licence has come: lost, spoiled, or still on the way. */
  readonly gaps: number
  /** The first of them; null where there is none. */
  readonly firstGap: number | null
  readonly returnedNext: number | null
  readonly validUntil: CivilDate
}

/** Gaps and use of every block of an office, in the order in which they were lent. */
export function auditBlocks({ db }: { readonly db: Database }) {
  return (officeCode: string): Promise<readonly AuditedBlock[]> =>
    db.sql.query<AuditedBlock>(
      `SELECT b.block_id AS "blockId", b.workstation_id AS "workstationId", b.office_code AS "officeCode", b.kind,
          b.template, b.count, s.used, coalesce(s.highest + 1 - s.used, 0) AS gaps, s."firstGap",
          b.returned_next AS "returnedNext", b.valid_until AS "validUntil"
        FROM number_blocks b CROSS JOIN LATERAL (
          SELECT count(*)::int AS used, max(place) AS highest,
            min(before + 1) FILTER (WHERE place > before + 1) AS "firstGap"
          FROM (SELECT place, lag(place, 1, -1) OVER (ORDER BY place) AS before
            FROM numbers_seen n WHERE n.block_id = b.block_id) p
        ) s
        WHERE b.office_code = $1 ORDER BY b.lent_no`,
      [officeCode],
    )
}
