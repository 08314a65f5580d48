import { type printingContract, type SentPrint } from '../../../../shared/contract/printing.ts'
import { ok } from '../../../../shared/kernel/result.ts'
import { type SentPrint as Sent } from '../../../usecases/printing/send-print.ts'
import { type HandlersOf } from '../../../ipc/gate.ts'
import { type Caller, type Scene } from '../scene.ts'

/** 打印与发放 */
export const printingHandlers = (scene: Scene): HandlersOf<typeof printingContract, Caller> => {
  const shown = (bytes: Uint8Array, fileName: string) =>
    scene.documents.put({ bytes, type: 'application/pdf', fileName })
  const changed = (licenceIds: readonly string[]): void =>
    scene.emit({ name: 'print.changed', detail: { licenceIds } })
  const linked = ({ acts, job, pdf }: Sent): SentPrint => ({ acts, job, document: shown(pdf, '打印件.pdf') })
  return {
    'printing.printers': ({ actor, calls }) => calls.printing.printers(actor, undefined),
    'printing.setPrinter': async ({ actor, calls }, input) => {
      const set = await calls.printing.setPrinter(actor, input)
      if (set.ok) scene.emit({ name: 'administration.changed', detail: { what: 'printers' } })
      return set
    },
    'printing.testPage': async ({ actor, calls }, input) => {
      const page = await calls.printing.testPage(actor, input)
      return page.ok ? ok({ job: page.value.job, document: shown(page.value.pdf, '测试页.pdf') }) : page
    },
    'printing.preview': async ({ actor, calls }, input) => {
      const face = await calls.printing.preview(actor, input)
      return face.ok ? ok(shown(face.value, '打印预览.pdf')) : face
    },
    'printing.compare': ({ actor, calls }, input) => calls.printing.compare(actor, input),
    // Told whether or not the printer took it: an attempt that failed is an act too.
    'printing.print': async ({ actor, calls }, input) => {
      const done = await calls.printing.send(actor, input)
      changed([input.licenceId])
      return done.ok ? ok(linked(done.value)) : done
    },
    'printing.printCards': async ({ actor, calls }, input) => {
      const done = await calls.printing.sendCards(actor, input)
      changed(input.licenceIds)
      return done.ok ? ok(linked(done.value)) : done
    },
    'printing.record': ({ actor, calls }, input) => {
      const act = calls.printing.record(actor, input)
      if (act.ok) changed([act.value.licenceId])
      return act
    },
    'printing.handOver': ({ actor, calls }, input) => {
      const given = calls.printing.handOver(actor, input)
      if (given.ok) changed([input.licenceId])
      return given
    },
  }
}
