import {
  blockFitsKind,
  numberAt,
  parseBlock,
  type BlockErrorCode,
  type NumberBlock,
} from '../../../shared/domain/numbering/block.ts'
import { type Office } from '../../../shared/domain/office.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { civilDateOf, instantFromMillis, millisOf, type Instant } from '../../../shared/kernel/instant.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words, type Words } from '../../../shared/kernel/words.ts'
import { type Stores } from '../../ports/database.ts'
import { type EnvelopeErrorCode, type SignedEnvelopes } from '../../ports/signed-envelope.ts'
import { type BlockState } from '../../ports/stores/numbers.ts'
import { heldBlocksOf, setHeldBlocks } from '../common/held-blocks.ts'
import { journalled } from '../common/journal.ts'
import { type BasePorts } from '../common/ports.ts'
import { restoredFrom } from '../common/restored.ts'
import { lenderRoots } from '../common/pairing.ts'
import { officeOf } from '../common/settings.ts'
import { type Standard } from '../common/standard.ts'
import { sharedNumber } from './block-overlap.ts'

export interface ImportNumberBlockPorts extends BasePorts {
  readonly envelopes: SignedEnvelopes
  readonly standard: Standard
}

export interface ImportNumberBlockInput {
  /** The signed file as it came; at most 1 MiB. */
  readonly file: Uint8Array
}

export interface NumberBlockImported {
  readonly state: BlockState
  /** No number is taken from it until an administrator releases it: it was lent before this database was restored. */
  readonly held: boolean
}

export type ImportNumberBlockError = AppError<
  | EnvelopeErrorCode
  | BlockErrorCode
  | 'office-not-set-up'
  | 'block-file-too-large'
  | 'block-other-workstation'
  | 'block-other-issuer'
  | 'block-expired'
  | 'block-imported-already'
  | 'block-overlaps'
  | 'block-number-in-use'
>

const MAX_FILE = 1024 * 1024

const askAgain: Words = words(
  '请联系号段下发单位核对后重新领取',
  'Ask the lending store to look into it and to lend another block',
)

type OwnCode = Exclude<ImportNumberBlockError['code'], EnvelopeErrorCode | BlockErrorCode>

const refused = (
  code: OwnCode,
  text: Words,
  next: Words = askAgain,
  data: Record<string, string> = {},
): ImportNumberBlockError => appError(code, text, { next, data })

function lentToUs(block: NumberBlock, office: Office, now: Instant): ImportNumberBlockError | undefined {
  if (block.workstationId !== office.workstationId) {
    return refused(
      'block-other-workstation',
      words(
        `该号段借给工作站 ${block.workstationId}，不是本机（${office.workstationId}）`,
        `This block is lent to workstation ${block.workstationId}, not to this one (${office.workstationId})`,
      ),
      words('请在它所属的工作站导入', 'Import it at the workstation that it is lent to'),
    )
  }
  if (block.issuerCode !== office.code) {
    return refused(
      'block-other-issuer',
      words(
        `该号段属于机关 ${block.issuerCode}，不是本机关（${office.code}）`,
        `This block belongs to office ${block.issuerCode}, not to this one (${office.code})`,
      ),
    )
  }
  if (block.validUntil >= civilDateOf(now)) return undefined
  return refused(
    'block-expired',
    words(`该号段已于 ${block.validUntil} 过期`, `This block could be used until ${block.validUntil}`),
  )
}

/** A number of the block that a licence of the office bears already (stock, or an older block's mistake). */
function takenNumber(stores: Stores, block: NumberBlock): string | undefined {
  for (let i = 0; i < block.count; i++) {
    const number = numberAt(block, i)
    if (stores.licences.byNumber(block.kind, number).length > 0) return number
  }
  return undefined
}

function collision(stores: Stores, block: NumberBlock): ImportNumberBlockError | undefined {
  const known = stores.numbers.blocks()
  if (known.some(state => state.block.blockId === block.blockId)) {
    return refused(
      'block-imported-already',
      words(`号段 ${block.blockId} 已经导入过`, `Block ${block.blockId} was imported before`),
      words(
        '不必再次导入，可在号段列表中查看余量',
        'There is no need to: the list of blocks shows what is left',
      ),
      { blockId: block.blockId },
    )
  }
  for (const { block: other } of known) {
    const number = sharedNumber(block, other)
    if (number === undefined) continue
    return refused(
      'block-overlaps',
      words(
        `号段与已导入的 ${other.blockId} 重叠，例如编号 ${number}`,
        `The block overlaps ${other.blockId}, imported before: number ${number} is in both`,
      ),
      askAgain,
      { blockId: other.blockId, number },
    )
  }
  const number = takenNumber(stores, block)
  return number === undefined
    ? undefined
    : refused(
        'block-number-in-use',
        words(
          `号段中的编号 ${number} 已在本机关的证照上使用`,
          `Number ${number} of the block stands on a licence of this office already`,
        ),
        askAgain,
        { number },
      )
}

/** A block lent before this database came out of a backup may have been in use in the time that was lost. */
const mayBeUsed = (stores: Stores, block: NumberBlock): boolean => {
  const restored = restoredFrom(stores)
  return restored !== undefined && instantFromMillis(millisOf(block.lentAt)) <= restored.at
}

function add(stores: Stores, actor: Actor, state: BlockState): NumberBlockImported {
  const { block } = state
  const held = mayBeUsed(stores, block)
  if (!stores.numbers.addBlock(state))
    throw new Error(`block ${block.blockId} appeared within its transaction`)
  if (held) setHeldBlocks(stores, [...heldBlocksOf(stores), block.blockId])
  journalled(stores, actor, state.importedAt, {
    action: 'block.imported',
    subjectType: 'block',
    subjectId: block.blockId,
    detail: {
      kind: block.kind,
      first: numberAt(block, 0),
      last: numberAt(block, block.count - 1),
      count: block.count,
      signer: state.signer,
      held,
    },
  })
  return { state, held }
}

/**
 * Takes over a block of numbers from its signed file. It must be signed under a root this office trusts or that of its store, name this
 * workstation and this office, and share no number with a block or a licence that is here already.
 */
export function importNumberBlock(ports: ImportNumberBlockPorts) {
  return (
    actor: Actor,
    input: ImportNumberBlockInput,
  ): Result<NumberBlockImported, ImportNumberBlockError> => {
    const at = ports.clock.now()
    const { office, trust } = ports.db.read(stores => ({
      office: officeOf(stores),
      trust: lenderRoots(stores),
    }))
    if (!office) {
      return err(
        refused(
          'office-not-set-up',
          words('尚未设置发证机关', 'The office is not set up yet'),
          words('请先完成初始设置', 'Set it up first'),
        ),
      )
    }
    if (input.file.length > MAX_FILE) {
      return err(
        refused(
          'block-file-too-large',
          words('文件超过 1 MB，不是号段文件', 'The file is larger than 1 MB: it is no number block'),
          words('请选择领取到的号段文件', 'Choose the file of the block'),
        ),
      )
    }
    const opened = ports.envelopes.open(input.file, 'number-block', { trust, at })
    if (!opened.ok) return opened
    const parsed = parseBlock(opened.value.payload)
    if (!parsed.ok) return parsed
    const block = parsed.value
    const fault = lentToUs(block, office, at)
    if (fault) return err(fault)
    const fits = blockFitsKind(block, ports.standard.kind(block.kind))
    if (!fits.ok) return fits
    return ports.db.write(stores => {
      const meets = collision(stores, block)
      return meets
        ? err(meets)
        : ok(add(stores, actor, { block, next: 0, importedAt: at, signer: opened.value.signer }))
    })
  }
}
