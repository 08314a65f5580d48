import { defineStore } from 'pinia'
import { type Review } from '../../shared/contract/approval.ts'
import { type Application, type ReturnReason } from '../../shared/domain/application/application.ts'
import { type AppError } from '../../shared/kernel/app-error.ts'
import { type Result } from '../../shared/kernel/result.ts'
import { call } from '../bridge/index.ts'

type Decided = Promise<Result<Application, AppError>>

/** 审批: what the approver looks at, and what is decided. */
export const useApprovalStore = defineStore('approval', () => ({
  review: (applicationId: string): Promise<Result<Review, AppError>> =>
    call('approval.review', { applicationId }),
  approve: (applicationId: string, seenRevision: number): Decided =>
    call('approval.approve', { applicationId, seenRevision }),
  return: (applicationId: string, seenRevision: number, reasons: readonly ReturnReason[]): Decided =>
    call('approval.return', { applicationId, seenRevision, reasons: [...reasons] }),
}))
