import { call } from '../../bridge/index.ts'
import { type DraftState } from './draft-state.ts'

/** Asks what is wrong with the draft and what the register offers; only the latest answer counts. */
export function createLook(s: DraftState): () => Promise<void> {
  let asking = 0
  return async () => {
    const mine = ++asking
    const input = { applicationId: s.application.value.id }
    const [found, offered] = await Promise.all([call('intake.check', input), call('intake.offers', input)])
    if (mine !== asking) return
    if (found.ok) s.findings.value = found.value
    if (offered.ok) s.offers.value = offered.value
  }
}
