import { type officeContract } from '../../../../shared/contract/office.ts'
import { ok } from '../../../../shared/kernel/result.ts'
import { type HandlersOf } from '../../../ipc/gate.ts'
import { certificatesIn } from '../../verify-files.ts'
import { asResult, bytesOf, exportPath, pictureLink, written, type Caller, type Scene } from '../scene.ts'
import { trustAnchorUnreadable } from '../session-words.ts'

type Handlers = HandlersOf<typeof officeContract, Caller>
type FactsHandlers = Pick<
  Handlers,
  'office.setIdleLock' | 'office.view' | 'office.addRoots' | 'office.removeRoot'
>

/** What the office has set, and the roots that it trusts. */
function factsHandlers(scene: Scene, changed: () => void): FactsHandlers {
  return {
    'office.setIdleLock': ({ actor, calls }, input) => {
      const set = asResult(calls.office.setIdleLock(actor, input))
      if (set.ok) scene.emit({ name: 'session.changed', detail: null }) // it tells the minutes
      return set
    },
    'office.view': ({ actor, calls, workstation }) => {
      const roots = asResult(calls.office.trustRoots(actor, undefined))
      if (!roots.ok) return roots
      const emblem = asResult(calls.office.emblem(actor, undefined))
      if (!emblem.ok) return emblem
      return ok({
        office: workstation.office(),
        roots: roots.value,
        emblem: pictureLink(scene, emblem.value, '国徽.png'),
        packVersion: workstation.standard.packVersion,
      })
    },
    'office.addRoots': ({ actor, calls }, input) => {
      const file = bytesOf(scene, input.upload)
      if (!file.ok) return file
      const added = calls.office.addTrustRoots(actor, { file: file.value })
      if (added.ok) changed()
      return added
    },
    'office.removeRoot': ({ actor, calls }, input) => {
      const removed = calls.office.removeTrustRoot(actor, input)
      if (removed.ok) changed()
      return removed
    },
  }
}

/** 本机关 */
export const officeHandlers = (scene: Scene): Handlers => {
  const changed = (): void => scene.emit({ name: 'administration.changed', detail: { what: 'office' } })
  return {
    ...factsHandlers(scene, changed),
    'office.setUp': ({ actor, calls }, input) => {
      const anchors: Uint8Array[] = []
      for (const upload of input.trustAnchors) {
        const bytes = bytesOf(scene, upload)
        if (!bytes.ok) return bytes
        const found = certificatesIn(bytes.value)
        if (!found) return { ok: false, error: trustAnchorUnreadable }
        anchors.push(...found)
      }
      const office = { ...input.office, specimen: false } as const
      const done = calls.office.setUp(actor, {
        office,
        ...(anchors.length > 0 ? { trustAnchors: anchors } : {}),
      })
      if (!done.ok) return done
      changed()
      scene.emit({ name: 'session.changed', detail: null }) // the office's name stands in it
      return done
    },
    'office.health': async ({ actor, calls }, { whole }) => ok(await calls.health(actor, whole)),
    'office.helpBundle': async ({ actor, calls }) => {
      const path = exportPath(scene, '帮助包', 'json')
      const made = await calls.office.helpBundle(actor, { path })
      return made.ok ? ok(written(scene, path, 'application/octet-stream')) : made
    },
    'office.importStandardPack': ({ actor, calls }, input) => {
      const file = bytesOf(scene, input.upload)
      if (!file.ok) return file
      const done = calls.office.importStandardPack(actor, { file: file.value })
      if (!done.ok) return done
      changed()
      return ok({ version: done.value.version, signer: done.value.signer })
    },
    'office.setEmblem': async ({ actor, calls }, input) => {
      const picture = bytesOf(scene, input.picture)
      if (!picture.ok) return picture
      const done = await calls.office.setEmblem(actor, { picture: picture.value })
      if (!done.ok) return done
      changed()
      return ok(null)
    },
    'office.confirmClock': ({ actor, calls }, input) => calls.office.confirmClock(actor, input),
  }
}
