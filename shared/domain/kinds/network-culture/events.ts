import { eventRules, notKnown } from '../common/events.ts'
import { byDefault, inferred } from '../common/sources.ts'
import { type EventRule } from '../kind.ts'

export const events: readonly EventRule[] = eventRules({
  change: { source: byDefault('变更由省级办理，收回原证；编号是否改变未见公开，暂定保留') },
  renew: { number: 'new', source: inferred('编号年份随延续改变（公开实例 2013→2023）') },
  suspend: notKnown(byDefault('未见此证暂扣的规定')),
  resume: notKnown(byDefault('未见此证暂扣的规定')),
})
