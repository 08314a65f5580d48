import { eventRules, notKnown } from '../common/events.ts'
import { byDefault, found } from '../common/sources.ts'
import { type EventRule } from '../kind.ts'

export const events: readonly EventRule[] = eventRules({
  change: {
    newNumberWhen: 'scope',
    source: found('旅行社条例第九、十二条：变更后换领；增加出境业务换发（编号改为 CJ 号为推定）'),
  },
  renew: notKnown(found('旅行社条例未规定期限')),
  suspend: notKnown(byDefault('条例规定的是停业整顿，不扣证')),
  resume: notKnown(byDefault('条例规定的是停业整顿，不扣证')),
  cancel: { source: found('旅行社条例第十二条；行政许可法第七十条') },
  revoke: { source: found('旅行社条例第四十七至六十三条') },
})
