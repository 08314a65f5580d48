import { eventRules } from '../common/events.ts'
import { found } from '../common/sources.ts'
import { type EventRule } from '../kind.ts'

const RULES_1999 = found('导游证管理办法（1999）：换发用原号，补发用新号；是否仍适用未见公开')
const LAW = found('导游人员管理条例第二十二条：暂扣 3 至 6 个月')

export const events: readonly EventRule[] = eventRules({
  reissue: { number: 'new', source: RULES_1999 },
  replace: { source: RULES_1999 },
  suspend: { source: LAW },
  resume: { source: LAW },
  revoke: { source: found('导游人员管理条例第五条（四）：吊销后不得再颁发') },
})
