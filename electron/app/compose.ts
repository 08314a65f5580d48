import { changeOwnPassword } from '../usecases/accounts/change-own-password.ts'
import { confirmPassword } from '../usecases/accounts/confirm-password.ts'
import { createFirstAdministrator, createUser } from '../usecases/accounts/create-user.ts'
import { noteRefusal } from '../usecases/accounts/note-refusal.ts'
import { noteSession } from '../usecases/accounts/note-session.ts'
import { listUsers } from '../usecases/accounts/list-users.ts'
import { resetPassword } from '../usecases/accounts/reset-password.ts'
import { setUserRoles } from '../usecases/accounts/set-user-roles.ts'
import { setUserState } from '../usecases/accounts/set-user-state.ts'
import { signIn } from '../usecases/accounts/sign-in.ts'
import { unlockUser } from '../usecases/accounts/unlock-user.ts'
import { auditBlocks } from '../usecases/administration/audit-blocks.ts'
import { backUp } from '../usecases/administration/back-up.ts'
import { setBackupPlace, viewBackups } from '../usecases/administration/backup-place.ts'
import { listBackups } from '../usecases/administration/backup-places.ts'
import { checkHealth } from '../usecases/administration/check-health.ts'
import { writeDrillReport } from '../usecases/administration/drill-report.ts'
import { setIdleLock } from '../usecases/administration/idle-lock.ts'
import { helpBundle } from '../usecases/administration/help-bundle.ts'
import { importNumberBlock } from '../usecases/administration/import-number-block.ts'
import { importSeal } from '../usecases/administration/import-seal.ts'
import { importStandardPack } from '../usecases/administration/import-standard-pack.ts'
import { listBlocks } from '../usecases/administration/list-blocks.ts'
import { listSeals } from '../usecases/administration/list-seals.ts'
import { noteRecoverySecret } from '../usecases/administration/recovery-secret.ts'
import { releaseBlocks } from '../usecases/administration/release-blocks.ts'
import { restoreDrill } from '../usecases/administration/restore-drill.ts'
import { sealPicture, sealUseLog, sealUsePage } from '../usecases/administration/seal-use-log.ts'
import { unlockPin } from '../usecases/administration/unlock-pin.ts'
import { setSealState } from '../usecases/administration/set-seal-state.ts'
import { setupProgress } from '../usecases/administration/setup-progress.ts'
import { setUpOffice } from '../usecases/administration/set-up-office.ts'
import { emblemPicture, setEmblemPicture, setSealPicture } from '../usecases/administration/set-pictures.ts'
import { addTrustRoots, listTrustRoots, removeTrustRoot } from '../usecases/administration/trust-roots.ts'
import { approveApplication, returnApplication } from '../usecases/approval/decide-application.ts'
import { keepReasons } from '../usecases/approval/keep-reasons.ts'
import { reviewApplication } from '../usecases/approval/review-application.ts'
import {
  browseJournal,
  browseOutbox,
  journalPeople,
  outboxSorts,
  outboxWaiting,
} from '../usecases/chains/browse-chains.ts'
import { checkJournal } from '../usecases/chains/check-journal.ts'
import { checkOutbox } from '../usecases/chains/check-outbox.ts'
import { listJournal } from '../usecases/chains/list-journal.ts'
import { listOutbox } from '../usecases/chains/list-outbox.ts'
import { importFaults, writeFaultSheet } from '../usecases/importing/fault-sheet.ts'
import { lookAtFile } from '../usecases/importing/look-at-file.ts'
import { importedRows } from '../usecases/importing/imported-rows.ts'
import { importForm, keepImportForm } from '../usecases/importing/keep-import-form.ts'
import { keepMended } from '../usecases/importing/keep-mended.ts'
import { retryFault } from '../usecases/importing/retry-fault.ts'
import { listImports } from '../usecases/importing/list-imports.ts'
import { createImporter } from '../usecases/importing/run-import.ts'
import { startImport } from '../usecases/importing/start-import.ts'
import { applicationHistory } from '../usecases/intake/application-history.ts'
import { attachPhoto } from '../usecases/intake/attach-photo.ts'
import { checkApplication } from '../usecases/intake/check-application.ts'
import { listApplications, openApplication } from '../usecases/intake/list-applications.ts'
import { setMaterial } from '../usecases/intake/materials.ts'
import { offerPrefill } from '../usecases/intake/offer-prefill.ts'
import { photoOf, presentPhoto } from '../usecases/intake/photo-of.ts'
import { saveDraft } from '../usecases/intake/save-draft.ts'
import { startApplication } from '../usecases/intake/start-application.ts'
import { abandonApplication, submitApplication } from '../usecases/intake/submit-application.ts'
import { batchLines } from '../usecases/issuing/batch-lines.ts'
import { createBatchOfFailed } from '../usecases/issuing/batch-of-failed.ts'
import { createBatchOfAll } from '../usecases/issuing/batch-of-all.ts'
import { issuingQueue } from '../usecases/issuing/issuing-queue.ts'
import { batchResults, writeBatchSheet } from '../usecases/issuing/batch-results.ts'
import { batchSeals } from '../usecases/issuing/batch-seals.ts'
import { confirmClock } from '../usecases/issuing/clock-guard.ts'
import { createBatch } from '../usecases/issuing/create-batch.ts'
import { listBatches } from '../usecases/issuing/list-batches.ts'
import { createBatchRunner } from '../usecases/issuing/run-batch.ts'
import { changeStatus } from '../usecases/life/change-status.ts'
import { compareCopy } from '../usecases/printing/compare-copy.ts'
import { handOver } from '../usecases/printing/hand-over.ts'
import { prepareCardSheet } from '../usecases/printing/prepare-card-sheet.ts'
import { preparePrint } from '../usecases/printing/prepare-print.ts'
import { previewPrint } from '../usecases/printing/preview-print.ts'
import { printTestPage } from '../usecases/printing/print-test-page.ts'
import { listPrinters, setPrinter } from '../usecases/printing/printer-settings.ts'
import { recordPrint } from '../usecases/printing/record-print.ts'
import { sendCards, sendPrint } from '../usecases/printing/send-print.ts'
import { copyOf } from '../usecases/register/copy-of.ts'
import { desk } from '../usecases/register/desk.ts'
import { exportRegister } from '../usecases/register/export-register.ts'
import { findTyped } from '../usecases/register/find-typed.ts'
import { searchLicences } from '../usecases/register/search-licences.ts'
import { revealLicence, showLicence } from '../usecases/register/show-licence.ts'
import { writeVerificationReport } from '../usecases/verification/write-report.ts'
import { verifyFile } from '../usecases/verification/verify-file.ts'
import { type Adapters } from './adapters.ts'
import { syncCalls } from './compose-sync.ts'
import { gated } from './gate.ts'
import { newPassword } from './new-password.ts'

/** 受理、审批 */
function counterCalls(a: Adapters) {
  const importer = createImporter(a)
  return {
    intake: {
      start: gated('application.edit', startApplication(a)),
      saveDraft: gated('application.edit', saveDraft(a)),
      setMaterial: gated('application.edit', setMaterial(a)),
      attachPhoto: gated('application.edit', attachPhoto(a)),
      check: gated('application.read', checkApplication(a)),
      offers: gated('application.edit', offerPrefill(a)),
      submit: gated('application.edit', submitApplication(a)),
      abandon: gated('application.edit', abandonApplication(a)),
      list: gated('application.read', listApplications(a)),
      open: gated('application.read', openApplication(a)),
      photo: gated('application.read', photoOf(a)),
      history: gated('application.read', applicationHistory(a)),
    },
    imports: {
      start: gated('import.run', startImport(a)),
      look: gated('import.run', lookAtFile(a)),
      run: gated('import.run', importer.run),
      pause: gated('import.run', importer.pause),
      cancel: gated('import.run', importer.cancel),
      faults: gated('import.run', importFaults(a)),
      rows: gated('import.run', importedRows(a)),
      list: gated('import.run', listImports(a)),
      keepMended: gated('import.run', keepMended(a)),
      form: gated('import.run', importForm(a)),
      keepForm: gated('import.run', keepImportForm(a)),
      retryFault: gated('import.run', retryFault(a)),
      faultSheet: gated('import.run', writeFaultSheet(a)),
    },
    approval: {
      review: gated('application.read', reviewApplication(a)),
      presentPhoto: gated('application.read', presentPhoto(a)),
      keepReasons: gated('application.decide', keepReasons(a)),
      approve: gated('application.decide', approveApplication(a)),
      return: gated('application.decide', returnApplication(a)),
    },
  }
}

/** 制证 */
function issuingCalls(a: Adapters) {
  const batches = createBatchRunner(a)
  return {
    issuing: {
      queue: gated('licence.issue', issuingQueue(a)),
      createBatch: gated('licence.issue', createBatch(a)),
      createBatchOfFailed: gated('licence.issue', createBatchOfFailed(a)),
      createBatchOfAll: gated('licence.issue', createBatchOfAll(a)),
      seals: gated('licence.issue', batchSeals(a)),
      run: gated('licence.issue', batches.run),
      pause: gated('licence.issue', batches.pause),
      cancel: gated('licence.issue', batches.cancel),
      lines: gated('licence.read', batchLines(a)),
      results: gated('licence.read', batchResults(a)),
      resultSheet: gated('licence.read', writeBatchSheet(a)),
      list: gated('licence.read', listBatches(a)),
    },
  }
}

/** 证照库、打印、核验、上报 */
function registerCalls(a: Adapters) {
  return {
    register: {
      desk: gated('licence.read', desk(a)),
      search: gated('licence.read', searchLicences(a)),
      find: gated('licence.read', findTyped(a)),
      show: gated('licence.read', showLicence(a)),
      reveal: gated('licence.reveal', revealLicence(a)),
      export: gated('licence.export', exportRegister(a)),
      copyOf: gated('licence.reveal', copyOf(a)),
      changeStatus: gated('licence.status', changeStatus(a)),
    },
    printing: {
      prepare: gated('licence.print', preparePrint(a)),
      prepareCardSheet: gated('licence.print', prepareCardSheet(a)),
      printers: gated('printer.manage', listPrinters(a)),
      setPrinter: gated('printer.manage', setPrinter(a)),
      testPage: gated('printer.manage', printTestPage(a)),
      preview: gated('licence.print', previewPrint(a)),
      compare: gated('licence.print', compareCopy(a)),
      send: gated('licence.print', sendPrint(a)),
      sendCards: gated('licence.print', sendCards(a)),
      record: gated('licence.print', recordPrint(a)),
      handOver: gated('licence.print', handOver(a)),
    },
    verification: {
      verify: gated('licence.verify', verifyFile(a)),
      report: gated('licence.verify', writeVerificationReport(a)),
    },
    chains: {
      outbox: gated('outbox.read', listOutbox(a)),
      checkOutbox: gated('outbox.read', checkOutbox(a)),
      journal: gated('journal.read', listJournal(a)),
      waiting: gated('outbox.read', outboxWaiting(a)),
      waitingSorts: gated('outbox.read', outboxSorts(a)),
      browseOutbox: gated('outbox.read', browseOutbox(a)),
      browseJournal: gated('journal.read', browseJournal(a)),
      people: gated('journal.read', journalPeople(a)),
      checkJournal: gated('journal.read', checkJournal(a)),
    },
  }
}

/** 系统管理：人员、机关 */
function administrationCalls(a: Adapters) {
  return {
    users: {
      create: gated('user.manage', createUser(a)),
      list: gated('user.manage', listUsers(a)),
      setRoles: gated('user.manage', setUserRoles(a)),
      setState: gated('user.manage', setUserState(a)),
      unlock: gated('user.manage', unlockUser(a)),
      resetPassword: gated('user.manage', resetPassword(a)),
      newPassword: gated('user.manage', (): { readonly password: string } => ({ password: newPassword() })),
    },
    office: {
      setUp: gated('office.manage', setUpOffice(a)),
      helpBundle: gated('office.manage', helpBundle(a)),
      importStandardPack: gated('office.manage', importStandardPack(a)),
      setEmblem: gated('office.manage', setEmblemPicture(a)),
      confirmClock: gated('office.manage', confirmClock(a)),
      setIdleLock: gated('office.manage', setIdleLock(a)),
      setupProgress: gated('office.manage', setupProgress(a)),
      confirmPassword: gated('office.manage', confirmPassword(a)),
      noteSecret: gated('office.manage', noteRecoverySecret(a)),
      trustRoots: gated('office.manage', listTrustRoots(a)),
      addTrustRoots: gated('office.manage', addTrustRoots(a)),
      removeTrustRoot: gated('office.manage', removeTrustRoot(a)),
      emblem: gated('office.manage', emblemPicture(a)),
    },
  }
}

/** 系统管理：印章、号段、备份 */
function keepingCalls(a: Adapters) {
  return {
    seals: {
      import: gated('seal.manage', importSeal(a)),
      setState: gated('seal.manage', setSealState(a)),
      setPicture: gated('seal.manage', setSealPicture(a)),
      unlockPin: gated('seal.manage', unlockPin(a)),
      list: gated('seal.read', listSeals(a)),
      uses: gated('seal.read', sealUseLog(a)),
      usePage: gated('seal.read', sealUsePage(a)),
      picture: gated('seal.read', sealPicture(a)),
    },
    blocks: {
      import: gated('block.manage', importNumberBlock(a)),
      release: gated('block.manage', releaseBlocks(a)),
      list: gated('block.read', listBlocks(a)),
      audit: gated('block.read', auditBlocks(a)),
    },
    backups: {
      make: gated('backup.run', backUp(a)),
      list: gated('backup.run', (_actor, input: { readonly place: string }) => listBackups(a)(input.place)),
      drill: gated('backup.run', restoreDrill(a)),
      report: gated('backup.run', writeDrillReport(a)),
      view: gated('backup.run', viewBackups(a)),
      setPlace: gated('backup.run', setBackupPlace(a)),
    },
  }
}

/**
 * Every verb of the workstation behind its permission: the one list that hosts call. Signing in, changing one's own
 * password, the first administrator of an empty workstation and the health at start need no permission.
 */
export function composeCalls(a: Adapters) {
  return {
    ...counterCalls(a),
    ...issuingCalls(a),
    ...registerCalls(a),
    ...administrationCalls(a),
    ...keepingCalls(a),
    ...syncCalls(a),
    session: {
      signIn: signIn(a),
      changeOwnPassword: changeOwnPassword(a),
      /** Refused as soon as anybody exists. */
      firstAdministrator: createFirstAdministrator(a),
      note: noteSession(a),
      noteRefusal: noteRefusal(a),
    },
    health: checkHealth(a),
  }
}

export type Calls = ReturnType<typeof composeCalls>
