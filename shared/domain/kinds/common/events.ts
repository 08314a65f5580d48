import { type Source } from '../../source.ts'
import { LIFE_EVENTS, type EventRule, type LifeEvent } from '../kind.ts'
import { byDefault, found, inferred } from './sources.ts'

const PERMIT_LAW = '行政许可法'

const COMMON: Readonly<Record<LifeEvent, EventRule>> = {
  new: rule('new', 'new', inferred(`${PERMIT_LAW}：准予许可即颁发证件`)),
  change: { ...rule('change', 'kept', byDefault('变更保留编号，换新标识')), faceNote: '变更' },
  renew: rule('renew', 'kept', byDefault('延续保留编号，换新标识')),
  reissue: { ...rule('reissue', 'kept', byDefault('补发保留编号，换新标识')), faceNote: '补证' },
  replace: rule('replace', 'kept', byDefault('换证保留编号，换新标识')),
  suspend: status('suspend', byDefault('依处罚决定')),
  resume: status('resume', byDefault('暂扣期满发还')),
  cancel: status('cancel', found(`${PERMIT_LAW}第七十条`)),
  withdraw: status('withdraw', found(`${PERMIT_LAW}第六十九条`)),
  revoke: status('revoke', byDefault('依处罚决定')),
}

function rule(event: LifeEvent, number: EventRule['number'], source: Source): EventRule {
  return { event, allowed: true, makesNewVersion: true, number, source }
}

function status(event: LifeEvent, source: Source): EventRule {
  return { event, allowed: true, makesNewVersion: false, number: 'none', source }
}

/** The ten events, as most kinds have them; what a kind has otherwise stands in `differences`. */
export const eventRules = (
  differences: Partial<Readonly<Record<LifeEvent, Partial<Omit<EventRule, 'event'>>>>>,
): readonly EventRule[] => LIFE_EVENTS.map(event => ({ ...COMMON[event], ...differences[event] }))

/** The kind has no such event. */
export const notKnown = (source: Source): Partial<EventRule> => ({
  allowed: false,
  makesNewVersion: false,
  number: 'none',
  source,
})
