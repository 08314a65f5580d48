import { type WindowEvent } from '../../../shared/contract/events.ts'
import { type BatchProgress } from '../../usecases/issuing/batch-run.ts'
import { atMostEvery } from './seldom.ts'

/** Often enough to be seen moving, seldom enough to cost nothing. */
const EVERY_MS = 100

/** Tells the page how far a batch is. */
export function batchTeller(emit: (event: WindowEvent) => void): (progress: BatchProgress) => void {
  const tell = atMostEvery(EVERY_MS, ({ batch, item }: BatchProgress) =>
    emit({ name: 'batch.progress', detail: { batch, item } }),
  )
  return progress => tell(progress)
}
