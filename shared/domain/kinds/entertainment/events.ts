import { eventRules, notKnown } from '../common/events.ts'
import { byDefault, found } from '../common/sources.ts'
import { type EventRule } from '../kind.ts'

export const events: readonly EventRule[] = eventRules({
  change: { source: found('娱乐场所管理条例第十二条：重新核发并向公安机关备案；保留编号为本程序默认') },
  suspend: notKnown(byDefault('条例规定的是停业整顿，不扣证')),
  resume: notKnown(byDefault('条例规定的是停业整顿，不扣证')),
  withdraw: { source: found('娱乐场所管理条例第四十二条；行政许可法第六十九条') },
  revoke: { source: found('娱乐场所管理条例第四十三、四十六、五十三条') },
})
