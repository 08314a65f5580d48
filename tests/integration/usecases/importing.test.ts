import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { importedRows } from '../../../electron/usecases/importing/imported-rows.ts'
import { listImports } from '../../../electron/usecases/importing/list-imports.ts'
import { createImporter } from '../../../electron/usecases/importing/run-import.ts'
import { startImport, type StartImportInput } from '../../../electron/usecases/importing/start-import.ts'
import { approveApplication } from '../../../electron/usecases/approval/decide-application.ts'
import { aBlock, CLERK } from '../../builders/records.ts'
import { temporaryFolder } from '../../builders/workstation-db.ts'
import {
  BOTH,
  bench,
  bitmap,
  citizenId,
  codeOf,
  companyCode,
  companyRow,
  exampleOf,
  faultsOf,
  good,
  held,
  imported,
  jsonFile,
  seen,
  type Bench,
} from './support.ts'

const options = { kind: null, papersAtHand: true, originNote: null }

const start = (ws: Bench, file: string, over: Partial<StartImportInput> = {}) =>
  startImport(ws)(CLERK, { path: file, purpose: 'applications', options, ...over })

const guideRow = (n: number, over: Readonly<Record<string, unknown>> = {}) => ({
  证照类型: '导游资格证书',
  姓名: `样例${n}`,
  身份证号: citizenId(n),
  性别: '女',
  出生日期: `198001${String(1 + (n % 28)).padStart(2, '0')}`,
  语种: '英语',
  考试省份: '浙江省',
  考试年度: '2025',
  照片: 'photo.bmp',
  ...over,
})

function folderWithPhoto(): string {
  const folder = temporaryFolder()
  fs.writeFileSync(path.join(folder, 'photo.bmp'), bitmap())
  return folder
}

describe('looking at a file', () => {
  it('refuses what cannot serve, before a row is read', async () => {
    const ws = await bench()
    const csv = (text: string) => {
      const file = path.join(temporaryFolder(), 'f.csv')
      fs.writeFileSync(file, text)
      return file
    }
    const entertainment = { options: { ...options, kind: 'entertainment' as const } }
    expect(codeOf(await start(ws, '/no/such/file.xlsx'))).toBe('file-unreadable')
    expect(codeOf(await start(ws, csv('单位名称,代码\n甲,1\n')))).toBe('kind-column-missing')
    expect(codeOf(await start(ws, csv('单位名称,备注\n甲,1\n'), entertainment))).toBe('columns-missing')
    const twice = '单位名称,场所名称,统一社会信用代码,地址,法定代表人\n甲,甲,1,2,3\n'
    expect(codeOf(await start(ws, csv(twice), entertainment))).toBe('columns-ambiguous')
    const bare = await bench({ office: false })
    expect(codeOf(await start(bare, jsonFile([companyRow(1)])))).toBe('office-missing')
  })

  it('says when the same file came in before', async () => {
    const ws = await bench()
    const file = jsonFile([companyRow(1)])
    const first = await imported(ws, file)
    expect(first.before).toBeNull()
    const second = await imported(ws, file)
    expect(second.before?.id).toBe(first.job.id)
    expect(second.job).toMatchObject({ good: 0, bad: 1 })
    expect(faultsOf(ws, second.job.id)).toEqual([[1, 'application-open-already']])
    expect(good(listImports(ws)(CLERK, { limit: 10 })).map(j => j.id)).toEqual([second.job.id, first.job.id])
  })
})

describe('rows', () => {
  it('come in whole or not at all, with a photo only where the row is taken', async () => {
    const ws = await bench()
    const file = jsonFile(
      [guideRow(1), guideRow(2, { 考试年度: '2099' }), guideRow(3, { 照片: '../photo.bmp' })],
      folderWithPhoto(),
    )
    const { job } = await imported(ws, file)
    expect(job).toMatchObject({ state: 'done', good: 1, bad: 2, lastRow: 3 })
    expect(faultsOf(ws, job.id)).toEqual([
      [2, 'in-future'],
      [3, 'photo-path'],
    ])
    const [row] = good(importedRows(ws)(CLERK, { jobId: job.id }))
    const application = ws.db.read(s => s.applications.get(row!.applicationId))
    expect(application).toMatchObject({
      state: 'submitted',
      origin: { type: 'import', jobId: job.id, row: 1 },
    })
    expect(ws.db.read(s => s.blobs.get(String(application?.values['photo'])))).toBeDefined()
  })

  it('of a faulty file leave no picture behind', async () => {
    const ws = await bench()
    const { job } = await imported(ws, jsonFile([guideRow(1, { 考试年度: '2099' })], folderWithPhoto()))
    expect(job.bad).toBe(1)
    const converted = ws.photos.bmpToPng(bitmap())
    const digest = `sha256:${ws.digests.sha256(good(converted))}`
    expect(ws.db.read(s => s.blobs.get(digest))).toBeUndefined()
  })

  it('that stand in a file twice are taken once', async () => {
    const ws = await bench()
    const other = { 考试省份: '北京市' }
    const rows = [companyRow(1), companyRow(2), companyRow(1), companyRow(1, { 许可文号: '另一号' })]
    const { job } = await imported(ws, jsonFile(rows))
    expect(faultsOf(ws, job.id)).toEqual([[3, 'row-twice']])
    const people = [guideRow(1), guideRow(2), guideRow(1, other)]
    const second = await imported(ws, jsonFile(people, folderWithPhoto()))
    expect(faultsOf(ws, second.job.id)).toEqual([[3, 'row-twice']])
  })

  it('speak of a licence by its number, and must agree with it', async () => {
    const ws = await bench()
    const values = exampleOf('network-culture')
    const code = String(values['holderCode'])
    const licence = held(ws, {
      values,
      holderCode: code,
      identifier: `1.2.156.3005.2.X.${'A'.repeat(32)}.001.X`,
    })
    const row = (over: object) => ({ 证照类型: '网文', 事项: '变更', 证照编号: licence.number, ...over })
    const { job } = await imported(
      ws,
      jsonFile([
        row({ 法定代表人: '李样' }),
        row({ 法定代表人: '再改' }),
        row({ 证照编号: '京网文〔2026〕9999-999号' }),
        row({ 证照标识: licence.identifier, 证照编号: '京网文〔2020〕0001-001号' }),
        row({ 事项: '补发', 统一社会信用代码: companyCode(5) }),
        row({ 事项: '注销' }),
        { ...companyRow(9), 证照编号: 'L-BJ-00001' },
      ]),
    )
    expect(faultsOf(ws, job.id)).toEqual([
      [2, 'row-twice'],
      [3, 'licence-not-found'],
      [4, 'number-contradicts'],
      [5, 'holder-contradicts'],
      [6, 'event-not-imported'],
      [7, 'number-given'],
    ])
  })

  it('wait as drafts where their papers are not at hand', async () => {
    const ws = await bench()
    const { job } = await imported(ws, jsonFile([companyRow(1)]), { papersAtHand: false })
    const [row] = good(importedRows(ws)(CLERK, { jobId: job.id }))
    expect(ws.db.read(s => s.applications.get(row!.applicationId))?.state).toBe('draft')
  })

  it('may not be decided on by who chose the file, whoever ran it', async () => {
    const ws = await bench()
    const started = good(
      await startImport(ws)(BOTH, { path: jsonFile([companyRow(1)]), purpose: 'applications', options }),
    )
    good(await createImporter(ws).run(CLERK, { jobId: started.job.id }))
    const [row] = good(importedRows(ws)(CLERK, { jobId: started.job.id }))
    const application = ws.db.read(s => s.applications.get(row!.applicationId))!
    expect(codeOf(approveApplication(ws)(BOTH, seen(application)))).toBe('maker-is-checker')
  })
})

describe('stock', () => {
  const stockRow = (n: number, over: object = {}) => ({
    ...companyRow(n),
    证照编号: `L-BJ-${String(n).padStart(5, '0')}`,
    发证日期: '2020年5月6日',
    ...over,
  })

  it('keeps numbers, notes the origin, and knows what became of each', async () => {
    const ws = await bench()
    const rows = ['有效', '已注销', '吊销', '暂扣', '', '什么'].map((状态, n) => stockRow(n + 1, { 状态 }))
    const { job } = await imported(ws, jsonFile(rows), { purpose: 'stock', originNote: '旧系统导出' })
    expect(job).toMatchObject({ good: 5, bad: 1 })
    expect(faultsOf(ws, job.id)).toEqual([[6, 'status-unknown']])
    const at = (n: number) =>
      ws.db.read(s => s.licences.byNumber('travel-agency', `L-BJ-${String(n).padStart(5, '0')}`))[0]
    expect([1, 2, 3, 4, 5].map(n => at(n)?.status)).toEqual([
      'valid',
      'cancelled',
      'revoked',
      'suspended',
      'valid',
    ])
    expect(at(1)).toMatchObject({ origin: 'stock', originNote: '旧系统导出', issueDate: '2020-05-06' })
    const records = ws.db.read(s => s.outbox.list({ limit: 100 }))
    expect(records.filter(r => r.type === 'catalogue')).toHaveLength(5)
    expect(records.filter(r => r.type === 'status')).toHaveLength(3)
  })

  it('understands 是否注销, and asks where columns or dates contradict each other', async () => {
    const ws = await bench()
    const rows = [
      stockRow(1, { 是否注销: '否' }),
      stockRow(2, { 是否注销: '是' }),
      stockRow(3, { 是否注销: '是', 状态: '有效' }),
      stockRow(4, { 状态: '过期' }),
      stockRow(5, { 证照编号: 'L-BJ-00001' }),
      stockRow(6, { 发证日期: '' }),
      { ...stockRow(7), 证照编号: '' },
    ]
    const { job } = await imported(ws, jsonFile(rows), { purpose: 'stock' })
    expect(faultsOf(ws, job.id)).toEqual([
      [3, 'status-contradicts'],
      [4, 'expiry-contradicts'],
      [5, 'number-taken'],
      [6, 'issue-date-missing'],
      [7, 'number-missing'],
    ])
    expect(ws.db.read(s => s.licences.byNumber('travel-agency', 'L-BJ-00002'))[0]?.status).toBe('cancelled')
  })

  it('brings in no number that is lent for licences to come', async () => {
    const ws = await bench()
    ws.db.write(s =>
      s.numbers.addBlock({ block: aBlock(), next: 0, importedAt: ws.clock.now(), signer: 's' }),
    )
    const row = {
      证照类型: '网文',
      证照编号: '京网文〔2026〕1036-031号',
      发证日期: '2026-01-05',
      有效期至: '2029-01-04',
      单位名称: '北京样例网络有限公司',
      统一社会信用代码: companyCode(3),
    }
    const { job } = await imported(ws, jsonFile([row]), { purpose: 'stock' })
    expect(faultsOf(ws, job.id).map(([, code]) => code)).toContain('number-lent')
  })
})
