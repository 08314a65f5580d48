import { type CivilDate } from '../../kernel/instant.ts'
import { rules as commercialPerformance } from './commercial-performance/rules.ts'
import { type KindRules, type RuleContext, type RuleIssuer } from './common/rules.ts'
import { rules as entertainment } from './entertainment/rules.ts'
import { type FieldFinding } from './finding.ts'
import { rules as guideQualification } from './guide-qualification/rules.ts'
import { type FieldValues, type KindDefinition, type KindId } from './kind.ts'
import { rules as networkCulture } from './network-culture/rules.ts'
import { rules as performanceBroker } from './performance-broker/rules.ts'
import { rules as tourGuide } from './tour-guide/rules.ts'
import { rules as travelAgency } from './travel-agency/rules.ts'

export { type KindRules, type RuleContext, type RuleIssuer } from './common/rules.ts'

/** The written list of the kinds' rules. */
export const KIND_RULES: Readonly<Record<KindId, KindRules>> = {
  'network-culture': networkCulture,
  'travel-agency': travelAgency,
  'guide-qualification': guideQualification,
  'tour-guide': tourGuide,
  'performance-broker': performanceBroker,
  'commercial-performance': commercialPerformance,
  entertainment,
}

/** Checks over several fields of a kind. */
export const checkRules = (
  kind: Pick<KindDefinition, 'id'>,
  values: FieldValues,
  context: RuleContext,
): readonly FieldFinding[] => KIND_RULES[kind.id].check(values, context)

/** The facts that choose a number block, by the kind's `blockKeys`. A fact that the values lack is an empty text, which no block has. */
export const blockSelector = (
  kind: Pick<KindDefinition, 'id'>,
  values: FieldValues,
  issueDate: CivilDate,
  issuer: RuleIssuer,
): Readonly<Record<string, string>> => KIND_RULES[kind.id].selector(values, issueDate, issuer)

/** Whether a change makes a new number necessary where the kind otherwise keeps it (旅行社 gaining or losing outbound business). */
export const needsNewNumber = (
  kind: Pick<KindDefinition, 'id'>,
  previous: FieldValues,
  next: FieldValues,
): boolean => KIND_RULES[kind.id].needsNewNumber(previous, next)
