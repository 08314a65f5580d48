import { type Json } from '../../kernel/canonical-json.ts'
import { words, type Words } from '../../kernel/words.ts'
import { EVENT_WORDS } from './life-cycle.ts'
import { STATUS_EVENTS } from '../office.ts'

/** What journal lines about an application or a licence mean, in words. */
const ACT_WORDS: Readonly<Record<string, Words>> = {
  'application.started': words('开始受理', 'opened'),
  'application.imported': words('导入，待收材料', 'imported, waiting for its papers'),
  'application.edited-by-another': words('他人接手修改', 'taken on by another clerk'),
  'application.photo-attached': words('上传照片', 'photo attached'),
  'application.material-waived': words('材料免提交', 'a paper waived'),
  'application.submitted': words('提交审批', 'submitted'),
  'application.approved': words('审批同意', 'approved'),
  'application.returned': words('退回', 'returned'),
  'application.abandoned': words('放弃', 'given up'),
  'application.issued': words('制证', 'issued'),
  'licence.issued': words('制证并加盖电子印章', 'issued and sealed'),
  'licence.taken-over': words('存量证照入库', 'taken over as stock'),
  'licence.revealed': words('查看完整信息', 'personal data shown in full'),
  'licence.copy-taken': words('调取电子证照', 'electronic copy taken out'),
  'licence.handed-over': words('发放', 'handed over'),
  'print.sent': words('送打印', 'sent to the printer'),
  'print.previewed': words('打印前查看', 'looked at before printing'),
  'print.taken-by-printer': words('打印机已接收', 'taken by the printer'),
  'print.refused': words('打印机没有接收，未出纸', 'not taken by the printer, no paper came out'),
  'print.good': words('纸质证完好', 'the sheet came out good'),
  'print.spoilt': words('纸质证作废', 'the sheet was spoilt'),
  ...Object.fromEntries(STATUS_EVENTS.map(event => [`licence.${event}`, EVENT_WORDS[event]])),
}

/** An act of the journal in the field's words; one that nobody has named is shown by its code. */
export const actWords = (action: string): Words =>
  (Object.hasOwn(ACT_WORDS, action) && ACT_WORDS[action]) || words(action, action)

/** Parts of a journal line that people read, each behind its name. */
const DETAIL_WORDS: Readonly<Record<string, Words>> = {
  reason: words('事由', 'reason'),
  decision: words('决定文号', 'decision'),
  purpose: words('用途', 'purpose'),
  reprintReason: words('重打原因', 'why again'),
  printer: words('打印机', 'printer'),
  sheet: words('纸张序号', 'sheet'),
  receipt: words('受理号', 'receipt'),
  origin: words('来源', 'from'),
  receiverCode: words('领证人证件', "receiver's paper"),
}

/** What a line's detail says to a person; null where it says nothing more. */
export function actNote(action: string, detail: Json): Words | null {
  if (detail === null || typeof detail !== 'object' || Array.isArray(detail)) return null
  const said = Object.entries(DETAIL_WORDS).flatMap(([key, name]) => {
    const value = (detail as Readonly<Record<string, Json>>)[key]
    // Of a sheet on its way the purpose is a code, not somebody's word.
    const isCode = key === 'purpose' && action.startsWith('print.')
    return typeof value === 'string' && value !== '' && !isCode ? [{ name, value }] : []
  })
  if (said.length === 0) return null
  return words(
    said.map(({ name, value }) => `${name.zh}：${value}`).join('；'),
    said.map(({ name, value }) => `${name.en}: ${value}`).join('; '),
  )
}
