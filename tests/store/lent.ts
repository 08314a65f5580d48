import { type WorkstationCaller } from '../../national-store/ports/caller.ts'
import { leaseBlock } from '../../national-store/usecases/blocks/lease-block.ts'
import { layDownNumberRules } from '../../national-store/usecases/blocks/number-rules.ts'
import { type KindId } from '../../shared/domain/kinds/kind.ts'
import { numberAt, type NumberBlock } from '../../shared/domain/numbering/block.ts'
import { mustBeOk } from '../../shared/kernel/result.ts'
import { openEnvelope, type TestPorts } from './record-ports.ts'

let requests = 0

/** The facts by which an office of a whole province asks for numbers of a kind. */
export function selectorOf(kind: KindId, { region }: WorkstationCaller): Readonly<Record<string, string>> {
  switch (kind) {
    case 'network-culture':
    case 'guide-qualification':
      return { province: region, year: '2026' }
    case 'travel-agency':
      return { province: region, scope: 'domestic' }
    case 'tour-guide':
      return { province: region }
    case 'performance-broker':
      return { year: '2026' }
    case 'commercial-performance':
      return { region, class: 'performance' }
    case 'entertainment':
      return { region, class: 'song-and-dance' }
  }
}

export async function leased(
  ports: TestPorts,
  caller: WorkstationCaller,
  kind: KindId,
  count: number,
): Promise<NumberBlock> {
  await layDownNumberRules(ports)
  const input = { requestId: `r-${++requests}`, kind, selector: selectorOf(kind, caller), count }
  const answer = mustBeOk(await leaseBlock(ports)(caller, input), 'lease')
  return openEnvelope(answer.block) as NumberBlock
}

/** Numbers that the store has lent to a workstation, in order. */
export async function lentNumbers(
  ports: TestPorts,
  caller: WorkstationCaller,
  count: number,
  kind: KindId = 'network-culture',
): Promise<readonly string[]> {
  const block = await leased(ports, caller, kind, count)
  return Array.from({ length: block.count }, (_, place) => numberAt(block, place))
}
