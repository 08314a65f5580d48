import { STATUS_WORDS } from '../../shared/domain/licence/life-cycle.ts'
import { words, type Words } from '../../shared/kernel/words.ts'
import { assertNever } from '../../shared/kernel/assert-never.ts'
import { type Order } from '../app/administration.ts'
import { type Office } from '../usecases/administration/add-office.ts'
import { type MadePairingCode } from '../usecases/administration/make-pairing-code.ts'
import { type WorkstationLine } from '../usecases/administration/workstations.ts'

const lineOf = ({ id, officeName, state, validUntil }: WorkstationLine): string =>
  `${id}  ${officeName}  ${state === 'active' ? '在用 active' : '停用 revoked'}  ${validUntil?.slice(0, 10) ?? '—'}`

/** What an order came to, in words. */
export function told(order: Order, value: object): Words {
  switch (order.act) {
    case 'office-add': {
      const { name, code } = value as Office
      return words(`已登记：${name}（${code}）`, `Taken in: ${name} (${code})`)
    }
    case 'pairing-code': {
      const { code, officeName, workstationId, expiresAt } = value as MadePairingCode
      return words(
        `${code}\n给 ${officeName} 的工作站 ${workstationId}，只能用一次，${expiresAt} 前有效；请当面或用电话告知`,
        `For workstation ${workstationId}, once, until ${expiresAt}; hand it over in person or by telephone`,
      )
    }
    case 'workstations': {
      const { workstations } = value as { readonly workstations: readonly WorkstationLine[] }
      return words(
        `${workstations.length} 台工作站\n${workstations.map(lineOf).join('\n')}`.trim(),
        `${workstations.length} workstations`,
      )
    }
    case 'revoke': {
      const { id, certificates } = value as { readonly id: string; readonly certificates: number }
      return words(
        `工作站 ${id} 已停用，吊销证书 ${certificates} 张`,
        `Workstation ${id} is shut out; certificates revoked: ${certificates}`,
      )
    }
    case 'decide': {
      const { identifier } = value as { readonly identifier: string }
      return words(
        `已记录决定：${identifier} ${STATUS_WORDS[order.status].zh}；所属机关的工作站下次同步时获知`,
        `Decided: ${identifier} is ${STATUS_WORDS[order.status].en}; the workstations of its office hear of it when they next sync`,
      )
    }
    default:
      return assertNever(order)
  }
}
