import { type ApplicationState } from '../../../shared/domain/application/application.ts'
import { type MessageKey } from '../../i18n/messages.ts'

/** The field's word for each state of an application. */
export const STATE_KEYS: Readonly<Record<ApplicationState, MessageKey>> = {
  draft: 'counter.stateDraft',
  submitted: 'counter.stateSubmitted',
  returned: 'counter.stateReturned',
  approved: 'counter.stateApproved',
  issued: 'counter.stateIssued',
  abandoned: 'counter.stateAbandoned',
}
