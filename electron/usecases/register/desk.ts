import { type Batch, type ImportJob } from '../../../shared/domain/batch.ts'
import { type ApplicationState } from '../../../shared/domain/application/application.ts'
import { type KindId } from '../../../shared/domain/kinds/kind.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { addDays, civilDateOf, startOfDay, type CivilDate } from '../../../shared/kernel/instant.ts'
import { ok, type Result } from '../../../shared/kernel/result.ts'
import { type Stores } from '../../ports/database.ts'
import { blockLines, type BlockLine } from '../administration/list-blocks.ts'
import { type BasePorts } from '../common/ports.ts'
import { rowOf, type LicenceRow } from './search-licences.ts'

type Open = Extract<ApplicationState, 'draft' | 'returned' | 'submitted' | 'approved'>

/** A sheet that went to the printer and of which nobody has said yet whether it is good. */
export interface UnsettledPrint {
  readonly printId: string
  readonly licenceId: string
  readonly kind: KindId
  readonly number: string
  readonly byName: string
  readonly at: string
}

/** What the workstation has done since midnight, everybody together. */
export interface DoneToday {
  /** 受理: opened at the counter or imported. */
  readonly taken: number
  readonly submitted: number
  readonly approved: number
  readonly returned: number
  readonly issued: number
  /** Sheets that came out good. */
  readonly printed: number
  readonly handedOver: number
}

/** 工作台: what waits, for everybody and for the person who looks. */
export interface Desk {
  readonly today: CivilDate
  /** Open applications of the workstation, by state. */
  readonly open: Readonly<Record<Open, number>>
  /** Of these, those that the person took in. */
  readonly mine: Readonly<Record<Open, number>>
  /** Submitted applications that the person did not take in; the approval itself also asks who changed them. */
  readonly toDecide: number
  /** Licences in force that run out within `days`, the nearest first, personal numbers masked. */
  readonly expiring: { readonly days: number; readonly items: readonly LicenceRow[]; readonly more: boolean }
  /** Blocks that something must be done about. */
  readonly blocks: readonly BlockLine[]
  readonly prints: readonly UnsettledPrint[]
  /** Imports and batches that have not ended. */
  readonly imports: readonly ImportJob[]
  readonly batches: readonly Batch[]
  /** Versions in the register, all of them. */
  readonly licences: number
  readonly done: DoneToday
}

/** Our defaults: a quarter is what a renewal takes with everything that goes before it. */
const EXPIRY_DAYS = 90
const SHOWN = 50
const LOOK_BACK = 100

const STATES: readonly Open[] = ['draft', 'returned', 'submitted', 'approved']

function countsOf(stores: Stores, makerId?: string): Desk['open'] {
  const count = (state: Open) =>
    stores.applications.count({ states: [state], ...(makerId === undefined ? {} : { makerId }) })
  return Object.fromEntries(STATES.map(state => [state, count(state)])) as unknown as Desk['open']
}

function unsettled(stores: Stores): readonly UnsettledPrint[] {
  return stores.prints.unsettled(SHOWN).flatMap(print => {
    const licence = stores.licences.get(print.licenceId)
    return licence
      ? [
          {
            printId: print.id,
            licenceId: licence.id,
            kind: licence.kind,
            number: licence.number,
            byName: print.byName,
            at: print.at,
          },
        ]
      : []
  })
}

function doneOn(stores: Stores, today: CivilDate): DoneToday {
  const tally = stores.journal.tally(startOfDay(today))
  const count = (...actions: readonly string[]) =>
    actions.reduce((sum, action) => sum + (tally[action] ?? 0), 0)
  return {
    taken: count('application.started', 'application.imported'),
    submitted: count('application.submitted'),
    approved: count('application.approved'),
    returned: count('application.returned'),
    issued: count('licence.issued'),
    printed: count('print.good'),
    handedOver: count('licence.handed-over'),
  }
}

/** Only reads: what the person should look at first today. */
export function desk(ports: Pick<BasePorts, 'db' | 'clock'>) {
  return (actor: Actor): Result<Desk, never> =>
    ports.db.read(stores => {
      const today = civilDateOf(ports.clock.now())
      const open = countsOf(stores)
      const mine = countsOf(stores, actor.userId)
      const expiring = stores.licences.expiring(today, addDays(today, EXPIRY_DAYS), SHOWN + 1)
      return ok({
        today,
        open,
        mine,
        toDecide: actor.roles.includes('approver') ? open.submitted - mine.submitted : 0,
        expiring: {
          days: EXPIRY_DAYS,
          items: expiring.slice(0, SHOWN).map(item => rowOf(item, today)),
          more: expiring.length > SHOWN,
        },
        blocks: blockLines(stores, today).filter(line => line.warning !== null),
        prints: unsettled(stores),
        imports: stores.imports.list(LOOK_BACK).filter(j => j.state !== 'done' && j.state !== 'cancelled'),
        batches: stores.batches.list(LOOK_BACK).filter(b => b.state !== 'done' && b.state !== 'cancelled'),
        licences: stores.licences.count(),
        done: doneOn(stores, today),
      })
    })
}
