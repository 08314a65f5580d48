import { type Application } from '../../../shared/domain/application/application.ts'
import { normaliseCode } from '../../../shared/domain/codes/half-width.ts'
import { type FieldFinding } from '../../../shared/domain/kinds/check-fields.ts'
import { type KindDefinition } from '../../../shared/domain/kinds/kind.ts'
import { inForce, type Licence } from '../../../shared/domain/licence/licence.ts'
import { renewalWindow } from '../../../shared/domain/licence/validity.ts'
import { type CivilDate } from '../../../shared/kernel/instant.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type Stores } from '../../ports/database.ts'

/** What the register says to an application, as of a day. */
interface Subject {
  readonly kind: KindDefinition
  readonly application: Application
  readonly present: Licence | undefined
  /** The newest versions of the holder's licences, all kinds. */
  readonly held: readonly Licence[]
  readonly today: CivilDate
}

/** More open applications of one holder are counted, not listed. Our default. */
const LISTED = 5

/** Open applications and licences in force of the same kind for the same holder. Warns: the clerk decides. */
function duplicates({ kind, application, held, today }: Subject, stores: Stores): readonly FieldFinding[] {
  const code = String(application.values['holderCode'] ?? '')
  const open = stores.applications.openFor(application.kind, code).filter(o => o.id !== application.id)
  const inHand =
    application.event === 'new' ? held.filter(l => l.kind === application.kind && inForce(l, today)) : []
  const more = open.length - LISTED
  return [
    ...open.slice(0, LISTED).map((other, i) => ({
      field: 'holderCode',
      severity: 'warning' as const,
      code: 'duplicate-application',
      text: words(
        `该主体另有一件在办的${kind.name.zh}申请 ${other.receiptNumber}（${other.makerName}）` +
          (i === LISTED - 1 && more > 0 ? `，另外还有 ${more} 件` : ''),
        `The same holder has another open application ${other.receiptNumber} (${other.makerName})` +
          (i === LISTED - 1 && more > 0 ? `, and ${more} more` : ''),
      ),
    })),
    ...inHand.slice(0, LISTED).map(licence => ({
      field: 'holderCode',
      severity: 'warning' as const,
      code: 'duplicate-licence',
      text: words(
        `该主体已持有有效的${kind.name.zh} ${licence.number}`,
        `The same holder has a licence in force: ${licence.number}`,
      ),
    })),
  ]
}

/** Outside the window a renewal can still be right (the authority is silent, the holder was ill): warns, the clerk decides. */
function renewal({ kind, application, present, today }: Subject): readonly FieldFinding[] {
  if (application.event !== 'renew' || !present) return []
  const window = renewalWindow(kind, present.validTo, today)
  if (window.state !== 'early' && window.state !== 'late') return []
  const text =
    window.state === 'early'
      ? words(
          `延续申请自 ${window.opens} 起受理，现在提前`,
          `Renewal may be asked for from ${window.opens}: this is early`,
        )
      : words(
          `延续申请应在 ${window.closes} 前提出，现已逾期`,
          `Renewal should have been asked for by ${window.closes}: this is late`,
        )
  return [{ field: null, severity: 'warning', code: `renewal-${window.state}`, text }]
}

/** A waiver stands as long as its licence does: the holder's own, in force, of a kind that makes the paper unnecessary. */
function waivers({ kind, application, held, today }: Subject): readonly FieldFinding[] {
  return application.materials
    .filter(m => m.state === 'waived')
    .flatMap(state => {
      const definition = kind.materials.find(m => m.id === state.id)
      const founded = held.some(
        l =>
          l.identifier === state.waivedBy &&
          inForce(l, today) &&
          definition?.waivedByKinds.includes(l.kind) === true,
      )
      if (founded) return []
      const label = definition?.label ?? words(state.id, state.id)
      return [
        {
          field: null,
          severity: 'fault' as const,
          code: 'waiver-not-founded',
          text: words(
            `材料“${label.zh}”的免提交依据已不成立，请收取该材料或重新确认`,
            `The ground for waiving "${label.en}" is gone: take the paper or look again`,
          ),
        },
      ]
    })
}

/** Another holder's code on an application about a licence: a corrected number, or the wrong licence. */
function otherHolder({ application, present }: Subject): readonly FieldFinding[] {
  const code = application.values['holderCode']
  if (!present || typeof code !== 'string' || code === '') return []
  if (normaliseCode(code) === normaliseCode(present.holderCode)) return []
  return [
    {
      field: 'holderCode',
      severity: 'warning',
      code: 'holder-changed',
      text: words(
        `持证主体代码与现有证照 ${present.number} 的不同，请确认不是选错证照`,
        `The holder's code is not that of the present licence ${present.number}: make sure it is the right one`,
      ),
    },
  ]
}

/** What the register and the other applications say to this one. */
export function registerFindings(
  kind: KindDefinition,
  application: Application,
  stores: Stores,
  today: CivilDate,
): readonly FieldFinding[] {
  const code = application.values['holderCode']
  const known = typeof code === 'string' && code.trim() !== ''
  const present = application.licenceId ? stores.licences.get(application.licenceId) : undefined
  const held = known ? stores.licences.ofHolder(code) : []
  const subject: Subject = { kind, application, present, held, today }
  return [
    ...renewal(subject),
    ...otherHolder(subject),
    ...waivers(subject),
    ...(known ? duplicates(subject, stores) : []),
  ]
}
