import { useBackupsStore } from './backups.ts'
import { useBlocksStore } from './blocks.ts'
import { useJournalStore, useOutboxStore } from './chains.ts'
import { useOfficeStore } from './office.ts'
import { useReportingStore } from './reporting.ts'
import { useSealsStore } from './seals.ts'
import { useSetupStore } from './setup.ts'
import { useSyncStore } from './sync.ts'
import { useUsersStore } from './users.ts'

/** The person at the window has changed: what the administration's stores had been told is nobody else's to see. */
export function forgetAdministration(): void {
  const stores = [
    useUsersStore(),
    useSealsStore(),
    useBlocksStore(),
    useBackupsStore(),
    useOfficeStore(),
    useOutboxStore(),
    useSyncStore(),
    useJournalStore(),
  ]
  for (const store of stores) store.forget()
  useReportingStore().end()
}

/** Nobody is at the window. */
export function leaveAdministration(): void {
  forgetAdministration()
  useSetupStore().leave()
}
