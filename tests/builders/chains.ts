import { type ChainStore, type WalkedChain } from '../../electron/ports/stores/chains.ts'

/** Walks a chain at once. */
export function walked(chain: Pick<ChainStore<never, unknown>, 'walk'>): WalkedChain {
  const walk = chain.walk()
  for (;;) {
    const step = walk.next()
    if (step.done) return step.value
  }
}
