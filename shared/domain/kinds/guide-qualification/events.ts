import { eventRules, notKnown } from '../common/events.ts'
import { byDefault, found } from '../common/sources.ts'
import { type EventRule } from '../kind.ts'

export const events: readonly EventRule[] = eventRules({
  renew: notKnown(found('长期有效')),
  suspend: notKnown(byDefault('暂扣针对导游证')),
  resume: notKnown(byDefault('暂扣针对导游证')),
})
