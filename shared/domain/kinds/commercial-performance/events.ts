import { eventRules, notKnown } from '../common/events.ts'
import { byDefault, found } from '../common/sources.ts'
import { type EventRule } from '../kind.ts'

export const events: readonly EventRule[] = eventRules({
  change: { source: found('营业性演出管理条例第八条：换发；填写说明：注明“变更”') },
  reissue: { source: found('填写说明：注明“补证”；保留编号为本程序默认') },
  suspend: notKnown(byDefault('未见此证暂扣的规定')),
  resume: notKnown(byDefault('未见此证暂扣的规定')),
  withdraw: { source: found('营业性演出管理条例第四十五条；行政许可法第六十九条') },
  revoke: { source: found('营业性演出管理条例第四十四至五十一条') },
})
