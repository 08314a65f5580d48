import { KIND_IDS } from '../../../shared/domain/kinds/kind.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { utf8 } from '../../../shared/kernel/bytes.ts'
import { type Json } from '../../../shared/kernel/canonical-json.ts'
import { civilDateOf, daysBetween, type Instant } from '../../../shared/kernel/instant.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type Stores } from '../../ports/database.ts'
import { type About, type DiskSpace, type FaultLog } from '../../ports/diagnostics.ts'
import { type FileVault, type OutsideFiles } from '../../ports/file-vault.ts'
import { heldBlocksOf } from '../common/held-blocks.ts'
import { journalled } from '../common/journal.ts'
import { type BasePorts } from '../common/ports.ts'
import { restoredFrom } from '../common/restored.ts'
import { emblemOf, officeOf, trustAnchorsOf } from '../common/settings.ts'
import { LAST_BACKUP } from './back-up.ts'
import { headOf } from './backup-facts.ts'
import { shownSealState } from './list-seals.ts'

export interface HelpBundlePorts extends BasePorts {
  readonly about: About
  readonly disk: DiskSpace
  readonly faults: FaultLog
  readonly vault: FileVault
  readonly outside: OutsideFiles
}

export interface HelpBundleInput {
  /** Where the file goes. */
  readonly path: string
}

export interface HelpBundleMade {
  readonly path: string
  readonly bundle: Json
}

/** How many there are of each, by the word that `key` gives. */
function tally<T>(items: Iterable<T>, key: (item: T) => string): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const item of items) counts[key(item)] = (counts[key(item)] ?? 0) + 1
  return counts
}

/** Only words of ours and figures go in: whatever a person typed stays out, so that nothing has to be filtered. */
function settingsPart(stores: Stores, now: Instant): Json {
  const office = officeOf(stores)
  const backup = stores.settings.get(LAST_BACKUP) as { readonly at: Instant } | undefined
  const restored = restoredFrom(stores)
  const today = civilDateOf(now)
  return {
    officeSetUp: office !== undefined,
    level: office?.level ?? null,
    specimen: office?.specimen ?? null,
    trustAnchors: trustAnchorsOf(stores).length,
    ownEmblem: emblemOf(stores) !== undefined,
    daysSinceBackup: backup ? daysBetween(civilDateOf(backup.at), today) : null,
    daysSinceRestore: restored ? daysBetween(civilDateOf(restored.at), today) : null,
  }
}

function countsPart(stores: Stores, now: Instant): Json {
  const blocks = stores.numbers.blocks()
  const users = stores.users.list()
  return {
    licences: stores.licences.count(),
    users: tally(users, user => user.state),
    roles: tally(
      users.flatMap(user => user.roles),
      role => role,
    ),
    seals: tally(stores.seals.list(), seal => shownSealState(seal, now)),
    sealKeys: tally(stores.seals.list(), seal => `${seal.keyType} ${seal.keyBits}`),
    blocks: Object.fromEntries(
      KIND_IDS.map(kind => {
        const own = blocks.filter(state => state.block.kind === kind)
        const free = own.reduce((sum, state) => sum + state.block.count - state.next, 0)
        return [kind, { blocks: own.length, free, dry: own.filter(s => s.next >= s.block.count).length }]
      }),
    ),
    blocksHeld: heldBlocksOf(stores).length,
    batches: tally(stores.batches.list(200), batch => batch.state),
    imports: tally(stores.imports.list(200), job => job.state),
  }
}

async function gather(ports: HelpBundlePorts, now: Instant): Promise<Json> {
  const problems = await ports.db.check('quick')
  const stored = ports.db.read(stores => ({
    settings: settingsPart(stores, now),
    counts: countsPart(stores, now),
    chains: { outbox: { ...headOf(stores.outbox) }, journal: { ...headOf(stores.journal) } },
  }))
  return {
    format: 'licence-workstation/help@1',
    madeAt: now,
    about: { ...ports.about },
    ...stored,
    database: { problems: problems.length },
    diskFreeMiB: mebibytes(ports.disk.freeBytes(ports.vault.absolute('.'))),
    faults: ports.faults.last(50).map(fault => ({ ...fault })),
  }
}

const mebibytes = (bytes: number | undefined): number | null =>
  bytes === undefined ? null : Math.floor(bytes / 1024 ** 2)

const notWritten = (): AppError<'help-bundle-not-written'> =>
  appError('help-bundle-not-written', words('诊断文件没有写成', 'The help file could not be written'), {
    next: words('请换一个位置，确认可以写入', 'Choose another place that can be written to'),
  })

/**
 * Writes a file for those who help: versions, settings, counts, chain heads, the last faults. It holds no name, no code,
 * no number and no text that anybody typed, so that it may leave the office.
 */
export function helpBundle(ports: HelpBundlePorts) {
  return async (
    actor: Actor,
    input: HelpBundleInput,
  ): Promise<Result<HelpBundleMade, AppError<'help-bundle-not-written'>>> => {
    const now = ports.clock.now()
    const bundle = await gather(ports, now)
    try {
      ports.outside.write(input.path, utf8(`${JSON.stringify(bundle, null, 2)}\n`))
    } catch {
      return err(notWritten())
    }
    ports.db.write(stores =>
      journalled(stores, actor, now, {
        action: 'help-bundle.made',
        subjectType: 'file',
        subjectId: 'help-bundle',
      }),
    )
    return ok({ path: input.path, bundle })
  }
}
