import { defineStore } from 'pinia'
import { type ApplicationState, type Application } from '../../shared/domain/application/application.ts'
import { type KindId } from '../../shared/domain/kinds/kind.ts'
import { type LicenceRow } from '../../shared/contract/register.ts'
import { type Page } from '../../shared/domain/licence/licence.ts'
import { type ApplicationEvent } from '../../shared/domain/office.ts'
import { type AppError } from '../../shared/kernel/app-error.ts'
import { ok, type Result } from '../../shared/kernel/result.ts'
import { call, on } from '../bridge/index.ts'

/** Our default: a screenful and more; the next page comes when the end is near. */
export const PAGE = 100

export interface QueueQuery {
  readonly states: readonly ApplicationState[]
  readonly makerId?: string
  readonly text?: string
}

/** Applications as lists show them, oldest first, personal data masked by the core; and the acts that begin or look one up. */
export const useApplicationsStore = defineStore('applications', () => ({
  list: (query: QueueQuery, after?: string): Promise<Result<Page<Application>, AppError>> =>
    call('intake.list', {
      ...query,
      states: [...query.states],
      limit: PAGE,
      ...(after === undefined ? {} : { after }),
    }),
  start: (input: { kind: KindId; event: ApplicationEvent; licenceId?: string }) =>
    call('intake.start', input),
  /** Licences by what was typed or scanned: number, name, code, or the code on a face. */
  async findLicences(typed: string): Promise<Result<Page<LicenceRow>, AppError>> {
    const meant = await call('register.find', { text: typed })
    return call('register.search', { text: meant.ok ? meant.value.text : typed, limit: 20 })
  },
  /** One licence as lists show it. */
  async licence(id: string): Promise<Result<LicenceRow | undefined, AppError>> {
    const story = await call('register.show', { key: id })
    if (!story.ok) return story
    const version = story.value.versions.find(one => one.licence.id === id)
    return ok(version && { ...version.licence, shown: version.shown })
  },
  photo: (applicationId: string, field: string) => call('intake.photo', { applicationId, field }),
  presentPhoto: (applicationId: string, field: string) =>
    call('approval.presentPhoto', { applicationId, field }),
  history: (applicationId: string) => call('intake.history', { applicationId }),
  /** Hears of every change of an application. @returns how to stop */
  onChange: (tell: (id: string) => void): (() => void) => on('application.changed', ({ id }) => tell(id)),
}))
