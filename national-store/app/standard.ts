import regions from '../../resources/regions/gbt2260.json' with { type: 'json' }
import { IDENTIFIER_ROOT } from '../../shared/domain/codes/certificate-identifier.ts'
import { createRegions } from '../../shared/domain/codes/region.ts'
import { BUILTIN_KINDS } from '../../shared/domain/kinds/registry.ts'
import { type StoreStandard } from '../ports/standard.ts'

/** The standard as the program ships it. */
export const shippedStandard = (): StoreStandard => ({
  identifierRoot: IDENTIFIER_ROOT,
  kinds: BUILTIN_KINDS,
  regions: createRegions(regions),
})
