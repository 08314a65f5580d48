import { eventRules, notKnown } from '../common/events.ts'
import { byDefault } from '../common/sources.ts'
import { type EventRule } from '../kind.ts'

export const events: readonly EventRule[] = eventRules({
  renew: notKnown(byDefault('未见期限，暂定长期')),
  suspend: notKnown(byDefault('未见此证暂扣的规定')),
  resume: notKnown(byDefault('未见此证暂扣的规定')),
})
