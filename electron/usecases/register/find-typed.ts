import { normaliseCode } from '../../../shared/domain/codes/half-width.ts'
import { identifierOfScan } from '../../../shared/domain/licence/scanned.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { ok, type Result } from '../../../shared/kernel/result.ts'
import { findLicence, type StoryPorts } from './show-licence.ts'

export interface FoundTyped {
  /** The one licence (its newest version) that the text names; null where it names none or several. */
  readonly licenceId: string | null
  /** What to look for: the text, or the identifier that a scan holds. */
  readonly text: string
}

/** Longer than any address of a QR code. */
const MAX_TEXT = 1000

/** What was typed or scanned into the one search box: exactly one licence by identifier, number or holder's code, or a text. */
export function findTyped(ports: Pick<StoryPorts, 'db' | 'standard'>) {
  return (_actor: Actor, input: { readonly text: string }): Result<FoundTyped, never> => {
    const typed = input.text.trim().slice(0, MAX_TEXT)
    const text = identifierOfScan(typed, ports.standard.verificationAddress) ?? typed
    if (text === '') return ok({ licenceId: null, text })
    return ports.db.read(stores => {
      const found = findLicence(stores, ports.standard, { key: text })
      if (found.ok) return ok({ licenceId: found.value.id, text })
      const held = stores.licences.ofHolder(normaliseCode(text))
      return ok({ licenceId: held.length === 1 ? (held[0]?.id ?? null) : null, text })
    })
  }
}
