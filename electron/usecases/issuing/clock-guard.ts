import { type Actor } from '../../../shared/domain/people/user.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { millisOf, type Instant } from '../../../shared/kernel/instant.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type Stores } from '../../ports/database.ts'
import { journalled } from '../common/journal.ts'
import { type BasePorts } from '../common/ports.ts'

const MARK = 'clock-mark'

/** Our default: more than a time zone set wrong, less than a battery run flat. */
const TOLERANCE_MS = 24 * 3_600_000

/** The newest journal entries that are looked at: signing in at a wrong time must not hide what came before. */
const LOOK_BACK = 20

interface Mark {
  /** When the newest licence was issued, or the clock confirmed. */
  readonly newest: Instant
  /** Journal entries up to this one are not looked at: somebody has confirmed the clock since. */
  readonly confirmedSeq: number
}

const markOf = (stores: Stores): Mark | undefined => stores.settings.get(MARK) as unknown as Mark | undefined

function setMark(stores: Stores, mark: Mark): void {
  stores.settings.set(MARK, { newest: mark.newest, confirmedSeq: mark.confirmedSeq })
}

/** Remembers the moment of an issue, inside its transaction. */
export function noteIssue(stores: Stores, at: Instant): void {
  const mark = markOf(stores)
  if (!mark || at > mark.newest) setMark(stores, { newest: at, confirmedSeq: mark?.confirmedSeq ?? 0 })
}

function newestKnown(stores: Stores): Instant | undefined {
  const mark = markOf(stores)
  const from = Math.max(mark?.confirmedSeq ?? 0, stores.journal.count() - LOOK_BACK, 0)
  const told = stores.journal.newestAt(from)
  return mark && (told === undefined || mark.newest > told) ? mark.newest : told
}

/**
 * Why nothing may be issued at that moment: the device's clock stands more than a day before what the journal or a licence
 * says. A date of issue, a term and a signature's time would all be wrong, and none of them can be mended afterwards.
 */
export function clockFault(stores: Stores, now: Instant): AppError<'clock-behind'> | undefined {
  const newest = newestKnown(stores)
  if (newest === undefined || millisOf(newest) - millisOf(now) <= TOLERANCE_MS) return undefined
  return appError(
    'clock-behind',
    words(
      `本机时间（${now.slice(0, 10)}）早于最近的记录（${newest.slice(0, 10)}），不能制证`,
      `This machine's clock (${now.slice(0, 10)}) is behind the newest record (${newest.slice(0, 10)}): nothing can be issued`,
    ),
    {
      next: words(
        '请先校准本机时间；若现在的时间正确、此前的偏快，请管理员确认时间',
        'Set the clock right; if it is right now and was fast before, an administrator confirms it',
      ),
      data: { now, newest },
    },
  )
}

export interface ConfirmClockInput {
  /** How it is known that the clock is right now. */
  readonly reason: string
}

/** Says that the clock is right now though records bear later times: an act of its own, with its ground in the journal. */
export function confirmClock(ports: Pick<BasePorts, 'db' | 'clock'>) {
  return (actor: Actor, input: ConfirmClockInput): Result<Instant, AppError<'reason-missing'>> => {
    const reason = input.reason.trim()
    const length = [...reason].length
    if (length < 4 || length > 500) {
      return err(
        appError(
          'reason-missing',
          words('请写明依据（4 至 500 字）', 'State the grounds, in 4 to 500 characters'),
        ),
      )
    }
    const at = ports.clock.now()
    return ports.db.write(stores => {
      const before = newestKnown(stores) ?? null
      journalled(stores, actor, at, {
        action: 'clock.confirmed',
        subjectType: 'office',
        subjectId: 'clock',
        detail: { reason, before },
      })
      setMark(stores, { newest: at, confirmedSeq: stores.journal.count() })
      return ok(at)
    })
  }
}
