import { provinceOf } from '../../../shared/domain/codes/region.ts'
import { type KindDefinition, type KindId } from '../../../shared/domain/kinds/kind.ts'
import {
  blockFitsKind,
  parseBlock,
  templateOf,
  type NumberBlock,
} from '../../../shared/domain/numbering/block.ts'
import { canonicalJson } from '../../../shared/kernel/canonical-json.ts'
import { addDays, civilDateOf, type CivilDate, type Instant } from '../../../shared/kernel/instant.ts'
import { err, mustBeOk, ok, type Result } from '../../../shared/kernel/result.ts'
import { type WorkstationCaller } from '../../ports/caller.ts'
import { type Sql } from '../../ports/sql.ts'
import { type RecordPorts } from '../common/ports.ts'
import { sealed } from '../common/seal.ts'
import { LEASE_ERRORS, type LeaseError } from './errors.ts'
import { drawRun, lockCounters, type Series } from './draw-run.ts'
import { numberRuleOf, type NumberRule } from './number-rules.ts'

export interface LeaseInput {
  readonly requestId: string
  readonly kind: KindId
  readonly selector: Readonly<Record<string, string>>
  readonly count: number
}

type Answer = Result<{ readonly block: string }, LeaseError>
export type LeasePorts = Pick<RecordPorts, 'db' | 'clock' | 'signer' | 'ids' | 'standard'>

interface Asked extends LeaseInput {
  readonly caller: WorkstationCaller
  readonly now: Instant
  readonly today: CivilDate
}

/** The same request came in through another process in between: there is a block for it now. */
class RequestTaken extends Error {
  override readonly name = 'RequestTaken'
}

/** What a request asks for, to tell a second one from another one. */
const askedText = ({ kind, selector, count }: LeaseInput): string => canonicalJson({ kind, selector, count })

/** Whether the facts are those of the kind, of this office, and of a year that numbers are wanted for. */
function fits(kind: KindDefinition, rule: NumberRule, { selector, caller, today }: Asked): boolean {
  const keys = Object.keys(selector).sort().join()
  const { province, region, year } = selector
  const thisYear = Number(today.slice(0, 4))
  return (
    keys === [...kind.number.blockKeys].sort().join() &&
    (!rule.ownPlace || province === undefined || province === provinceOf(caller.region)) &&
    (!rule.ownPlace || region === undefined || region === caller.region) &&
    (year === undefined || year === String(thisYear) || year === String(thisYear + 1))
  )
}

async function leasedBefore(sql: Sql, asked: Asked): Promise<Answer | undefined> {
  const [row] = await sql.query<{ asked: string; envelope: string }>(
    'SELECT asked, envelope FROM number_blocks WHERE workstation_id = $1 AND request_id = $2',
    [asked.caller.workstationId, asked.requestId],
  )
  if (!row) return undefined
  return row.asked === askedText(asked) ? ok({ block: row.envelope }) : err(LEASE_ERRORS.differs)
}

/** Numbers of the series that this workstation holds and may still use, as far as the store has heard. */
async function unusedOf(sql: Sql, series: Series, { caller, today }: Asked): Promise<number> {
  const [row] = await sql.query<{ unused: number }>(
    `SELECT coalesce(sum(coalesce(returned_next, count)
          - (SELECT count(*) FROM numbers_seen s WHERE s.block_id = b.block_id)), 0)::int AS unused
      FROM number_blocks b WHERE series = $1 AND workstation_id = $2 AND valid_until >= $3`,
    [series.template, caller.workstationId, today],
  )
  return row?.unused ?? 0
}

function validUntil(rule: NumberRule, { selector, today }: Asked): CivilDate {
  const last = addDays(today, rule.validDays)
  const yearEnd = selector['year'] === undefined ? last : (`${selector['year']}-12-31` as CivilDate)
  return yearEnd < last ? yearEnd : last
}

const HEAD = /^([^{]*)\{([a-z]{1,16}):([1-9])\}/

/** Where a number of the block is looked for: what stands before its first counter, its digits, its first value. */
function placeOf({ template, counters }: NumberBlock) {
  const [, head = '', name = '', width = '1'] = HEAD.exec(template) ?? []
  return { head, width: Number(width), first: counters[name]?.from ?? 0 }
}

async function keep(sql: Sql, asked: Asked, block: NumberBlock, envelope: string): Promise<void> {
  const { head, width, first } = placeOf(block)
  const kept = await sql.query(
    `INSERT INTO number_blocks (block_id, workstation_id, request_id, asked, office_code, kind, series, template,
        counters, head, width, first, count, lent_at, valid_until, envelope)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8::text::jsonb, $9, $10, $11, $12, $13, $14, $15)
      ON CONFLICT (workstation_id, request_id) DO NOTHING RETURNING 1 AS kept`,
    [
      block.blockId,
      block.workstationId,
      asked.requestId,
      askedText(asked),
      block.issuerCode,
      block.kind,
      block.template,
      JSON.stringify(block.counters),
      head,
      width,
      first,
      block.count,
      block.lentAt,
      block.validUntil,
      envelope,
    ],
  )
  if (kept.length === 0) throw new RequestTaken('request')
  await sql.query(
    'INSERT INTO number_shapes (kind, head_length, width) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
    [block.kind, head.length, width],
  )
}

async function lend(
  ports: LeasePorts,
  sql: Sql,
  asked: Asked,
  series: Series,
  kind: KindDefinition,
): Promise<Answer> {
  const counters = await lockCounters(sql, series)
  const before = await leasedBefore(sql, asked) // now that nobody else can be about it
  if (before) return before
  const wanted = Math.min(asked.count, series.rule.mostPerBlock)
  if ((await unusedOf(sql, series, asked)) + wanted > series.rule.mostUnused) return err(LEASE_ERRORS.spent)
  const run = await drawRun(sql, series, counters, wanted)
  if (!run) return err(LEASE_ERRORS.dry)
  const parsed = parseBlock({
    blockId: `B-${ports.ids.next()}`,
    kind: asked.kind,
    workstationId: asked.caller.workstationId,
    issuerCode: asked.caller.officeCode,
    selector: asked.selector,
    template: series.template,
    counters: run.counters,
    count: run.count,
    lentAt: asked.now,
    validUntil: validUntil(series.rule, asked),
  })
  // A rule that makes blocks which no workstation takes is a fault of whoever wrote it: nothing is lent.
  const block = mustBeOk(blockFitsKind(mustBeOk(parsed, 'block'), kind), 'block')
  const envelope = sealed(ports.signer, block, 'number-block')
  await keep(sql, asked, block, envelope)
  return ok({ block: envelope })
}

/**
 * Lends a run of numbers to a workstation, for good: no number is ever lent twice while it is out. The same request again
 * gives the same block. Where a series has fewer numbers left than are asked for, the block is smaller.
 */
export function leaseBlock(ports: LeasePorts) {
  return async (caller: WorkstationCaller, input: LeaseInput): Promise<Answer> => {
    const now = ports.clock.now()
    const asked: Asked = { ...input, caller, now, today: civilDateOf(now) }
    const kind = ports.standard.kinds.find(k => k.id === input.kind)
    const rule = await numberRuleOf(ports.db.sql, input.kind)
    if (!kind || !rule) return err(LEASE_ERRORS.unknown)
    const before = await leasedBefore(ports.db.sql, asked)
    if (before) return before
    const template = templateOf(rule.template, input.selector)
    if (template === undefined || !fits(kind, rule, asked)) return err(LEASE_ERRORS.unfit)
    const series: Series = { rule, template, selector: input.selector }
    try {
      return await ports.db.write(sql => lend(ports, sql, asked, series, kind))
    } catch (error) {
      if (!(error instanceof RequestTaken)) throw error
      return (await leasedBefore(ports.db.sql, asked)) ?? err(LEASE_ERRORS.differs)
    }
  }
}
