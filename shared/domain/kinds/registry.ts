import { commercialPerformance } from './commercial-performance/index.ts'
import { entertainment } from './entertainment/index.ts'
import { guideQualification } from './guide-qualification/index.ts'
import { type KindDefinition } from './kind.ts'
import { networkCulture } from './network-culture/index.ts'
import { performanceBroker } from './performance-broker/index.ts'
import { tourGuide } from './tour-guide/index.ts'
import { travelAgency } from './travel-agency/index.ts'

/** The written list of kinds as this program ships them; the standard pack in force may replace their data. */
export const BUILTIN_KINDS: readonly KindDefinition[] = [
  networkCulture,
  travelAgency,
  guideQualification,
  tourGuide,
  performanceBroker,
  commercialPerformance,
  entertainment,
]
