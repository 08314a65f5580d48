import { type Batch, type BatchItem } from '../../../shared/domain/batch.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type SheetCell, type Tables } from '../../ports/tables.ts'
import { type BasePorts } from '../common/ports.ts'
import { type Standard } from '../common/standard.ts'
import { codeOf, fileTrouble } from './trouble.ts'

export interface BatchResult {
  readonly batch: Batch
  readonly items: readonly BatchItem[]
}

const notFound: AppError<'batch-not-found'> = appError(
  'batch-not-found',
  words('没有这一批次', 'There is no such batch'),
)

/** Every item of a batch with what became of it. */
export function batchResults(ports: Pick<BasePorts, 'db'>) {
  return (
    _actor: Actor,
    input: { readonly batchId: string },
  ): Result<BatchResult, AppError<'batch-not-found'>> =>
    ports.db.read(stores => {
      const batch = stores.batches.get(input.batchId)
      return batch ? ok({ batch, items: stores.batches.items(batch.id) }) : err(notFound)
    })
}

const STATE_TEXT: Readonly<Record<BatchItem['state'], string>> = {
  waiting: '未制证',
  issued: '已制证',
  failed: '失败',
  cancelled: '已取消',
}

const HEADINGS = ['序号', '受理编号', '证照类型', '持证主体', '结果', '证照编号', '证照标识', '原因']

type SheetPorts = Pick<BasePorts, 'db'> & { readonly tables: Tables; readonly standard: Standard }

function cellsOf(ports: SheetPorts, item: BatchItem): readonly SheetCell[] {
  const [application, licence] = ports.db.read(stores => [
    stores.applications.get(item.applicationId),
    item.licenceId ? stores.licences.get(item.licenceId) : undefined,
  ])
  const texts = [
    String(item.position),
    application?.receiptNumber ?? '',
    application ? ports.standard.kind(application.kind).name.zh : '',
    String(application?.values['holderName'] ?? ''),
    STATE_TEXT[item.state],
    licence?.number ?? '',
    licence?.identifier ?? '',
  ]
  const next = item.error?.next
  const reason = { value: item.error?.text.zh ?? '', ...(next ? { comment: next.zh } : {}) }
  return [...texts.map(value => ({ value })), reason]
}

const notWritten = (cause: string): AppError<'sheet-not-written'> =>
  appError('sheet-not-written', words('结果单没有写成', 'The result sheet could not be written'), {
    next: words(
      '请检查磁盘空间和文件夹权限，或另选一个位置；制证结果不受影响',
      'See to the room and the permissions there, or choose another place; what was issued is not touched',
    ),
    data: { cause },
  })

/** 结果单: the same as a sheet, reasons in words. */
export function writeBatchSheet(ports: SheetPorts) {
  return async (
    actor: Actor,
    input: { readonly batchId: string; readonly path: string },
  ): Promise<Result<BatchResult, AppError<'batch-not-found' | 'sheet-not-written'>>> => {
    const result = batchResults(ports)(actor, input)
    if (!result.ok) return result
    try {
      const sheet = ports.tables.writeXlsx(input.path, '制证结果', HEADINGS)
      for (const item of result.value.items) sheet.addRow(cellsOf(ports, item))
      await sheet.close()
      return result
    } catch (error) {
      if (!fileTrouble(error)) throw error
      return err(notWritten(codeOf(error)))
    }
  }
}
