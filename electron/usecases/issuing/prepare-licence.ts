import { type CopyFile, type Licence } from '../../../shared/domain/licence/licence.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { type FileDraft } from '../../ports/file-vault.ts'
import { COPIES_FOLDER } from '../common/data-folder.ts'
import { type IssueError } from './errors.ts'
import { makeCopy } from './make-copy.ts'
import { type PlannedIssue } from './plan-issue.ts'
import { type IssuePlan } from './plan-licence.ts'
import { type IssuePorts } from './ports.ts'
import { databaseTrouble, fileTrouble } from './trouble.ts'

/** A licence whose copy is sealed, checked and on disk under a temporary name. Nothing of it counts yet. */
export interface PreparedLicence {
  readonly plan: IssuePlan
  readonly file: CopyFile
  readonly draft: FileDraft
}

/** `copies/entertainment/2026/…`: folders by kind and year keep any one small; the name is the identifier, as seen in the field. */
const copyPath = (licence: Licence): string =>
  `${COPIES_FOLDER}/${licence.kind}/${licence.issueDate.slice(0, 4)}/${licence.identifier}.pdf`

/** Draws, seals and checks the copy, and puts its bytes on disk. Rejects with faults of the program. */
export async function prepareLicence(
  ports: IssuePorts,
  { plan, open }: PlannedIssue,
): Promise<Result<PreparedLicence, IssueError>> {
  const copy = await makeCopy(ports, plan, open)
  if (!copy.ok) return copy
  const { bytes, sha256 } = copy.value
  const file: CopyFile = {
    licenceId: plan.licence.id,
    format: 'pdf',
    path: copyPath(plan.licence),
    sha256,
    bytes: bytes.length,
  }
  try {
    return ok({ plan, file, draft: await ports.vault.draft(file.path, bytes) })
  } catch (error) {
    const trouble = databaseTrouble(error) ?? fileTrouble(error)
    if (trouble) return err(trouble)
    throw error
  }
}

/** Takes away what was prepared and is not wanted any more. What cannot be removed the next start sweeps. */
export function discardPrepared({ draft }: PreparedLicence): void {
  try {
    draft.discard()
  } catch {
    // An unfinished file at worst, and the start knows what to do with it.
  }
}
