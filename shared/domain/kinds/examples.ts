import { examples as commercialPerformance } from './commercial-performance/examples.ts'
import { type KindExample } from './common/example.ts'
import { examples as entertainment } from './entertainment/examples.ts'
import { examples as guideQualification } from './guide-qualification/examples.ts'
import { type KindId } from './kind.ts'
import { examples as networkCulture } from './network-culture/examples.ts'
import { examples as performanceBroker } from './performance-broker/examples.ts'
import { examples as tourGuide } from './tour-guide/examples.ts'
import { examples as travelAgency } from './travel-agency/examples.ts'

/** Invented applications of every kind, for demonstrations and tests. Person kinds need a photo besides. */
export const EXAMPLES: Readonly<Record<KindId, readonly KindExample[]>> = {
  'network-culture': networkCulture,
  'travel-agency': travelAgency,
  'guide-qualification': guideQualification,
  'tour-guide': tourGuide,
  'performance-broker': performanceBroker,
  'commercial-performance': commercialPerformance,
  entertainment,
}
