import { EXAMPLES } from '../../../shared/domain/kinds/examples.ts'
import { blockSelector } from '../../../shared/domain/kinds/rules.ts'
import { type KindId } from '../../../shared/domain/kinds/kind.ts'
import { demonstrationTemplate, type NumberBlock } from '../../../shared/domain/numbering/block.ts'
import { type Office } from '../../../shared/domain/office.ts'
import { addDays, civilDateOf, type CivilDate, type Instant } from '../../../shared/kernel/instant.ts'

type Selector = Readonly<Record<string, string>>

/** What a demonstration may be asked for beyond the shipped examples. */
const EXTRA: Partial<Record<KindId, readonly Readonly<Record<string, unknown>>[]>> = {
  'travel-agency': [{ scope: ['domestic', 'inbound'] }, { scope: ['domestic', 'inbound', 'outbound'] }],
  entertainment: [{ venueKind: 'song-and-dance' }, { venueKind: 'amusement' }, { venueKind: 'both' }],
}

/** Every set of facts that chooses a block for the demonstration's applications. */
function selectorsOf(kind: KindId, day: CivilDate, office: Office): readonly Selector[] {
  const cases = [...(EXAMPLES[kind] ?? []).map(e => e.values), ...(EXTRA[kind] ?? [])]
  const found = new Map<string, Selector>()
  for (const values of cases) {
    const selector = blockSelector({ id: kind }, values as never, day, office)
    if (Object.values(selector).every(fact => fact !== '')) found.set(JSON.stringify(selector), selector)
  }
  return [...found.values()]
}

/** 网文 numbers carry only three local digits, so that one block holds at most 900 of them. */
const SHARES: Partial<Record<KindId, { readonly blocks: number; readonly count: number }>> = {
  'network-culture': { blocks: 6, count: 900 },
}

/** The number blocks that the demonstration's lending store lends to this workstation. All numbers are invented. */
export function demoBlocks(kinds: readonly KindId[], office: Office, now: Instant): readonly NumberBlock[] {
  const day = civilDateOf(now)
  return kinds.flatMap(kind =>
    selectorsOf(kind, day, office).flatMap((selector, s) => {
      const template = demonstrationTemplate(kind, selector)
      const share = SHARES[kind] ?? { blocks: 1, count: 8000 }
      const names = [...template.matchAll(/\{([a-z]+):(\d)\}/g)].map(m => [m[1] ?? '', Number(m[2])] as const)
      return Array.from({ length: share.blocks }, (_, b): NumberBlock => {
        // A counter too narrow for consecutive blocks begins again in each; the wide one keeps the numbers apart.
        const counters = Object.fromEntries(
          names.map(([name, width]) => [
            name,
            {
              from:
                10 ** width > share.blocks * (share.count + 100) + 1000 ? 1001 + b * (share.count + 100) : 1,
            },
          ]),
        )
        return {
          blockId: `DEMO-${kind}-${s + 1}-${b + 1}`,
          kind,
          workstationId: office.workstationId,
          issuerCode: office.code,
          selector,
          template,
          counters,
          count: share.count,
          lentAt: now,
          validUntil: addDays(day, 400),
        }
      })
    }),
  )
}
