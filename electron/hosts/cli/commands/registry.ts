import { type CommandEntry } from '../command.ts'

/** The written list of commands, in the order of the help. A command's file is loaded when it is called. */
export const COMMANDS: readonly CommandEntry[] = [
  {
    name: 'init',
    summary: {
      zh: '建立数据目录（--demo 建立演示机关）',
      en: 'make a data folder (--demo: with a demonstration office)',
    },
    load: async () => (await import('./init.ts')).init,
  },
  {
    name: 'issue',
    summary: { zh: '由文件受理、审批、制证', en: 'take in, approve and issue the applications of a file' },
    load: async () => (await import('./issue.ts')).issue,
  },
  {
    name: 'verify',
    summary: { zh: '核验文件（签章、完整性、证书链）', en: 'verify files: seal, integrity, chain' },
    load: async () => (await import('./verify.ts')).verify,
  },
  {
    name: 'import',
    summary: {
      zh: '导入申请或存量证照（可暂停、可续）',
      en: 'import applications or existing licences (can pause and resume)',
    },
    load: async () => (await import('./import.ts')).importFile,
  },
  {
    name: 'search',
    summary: {
      zh: '查找证照（编号、标识、代码、名称的一部分）',
      en: 'find licences by number, identifier, code or part of a name',
    },
    load: async () => (await import('./search.ts')).search,
  },
  {
    name: 'show',
    summary: { zh: '证照全景：版本、经过、打印', en: "a licence's whole story: versions, events, prints" },
    load: async () => (await import('./show.ts')).show,
  },
  {
    name: 'list',
    summary: {
      zh: '列出申请、证照、批次、导入、备份',
      en: 'list applications, licences, batches, imports or backups',
    },
    load: async () => (await import('./list.ts')).list,
  },
  {
    name: 'change',
    summary: {
      zh: '变更、延续、补发、换证、暂扣、发还、注销、撤销、吊销',
      en: 'change, renew, reissue, replace, suspend, resume, cancel, withdraw or revoke',
    },
    load: async () => (await import('./change.ts')).change,
  },
  {
    name: 'print',
    summary: { zh: '生成打印件，登记打印结果', en: 'make a sheet for the printer, record its result' },
    load: async () => (await import('./print.ts')).print,
  },
  {
    name: 'hand-over',
    summary: { zh: '登记发放纸质证', en: 'record that the paper was handed over' },
    load: async () => (await import('./hand-over.ts')).handOver,
  },
  {
    name: 'export',
    summary: {
      zh: '导出证照库为 xlsx（个人信息脱敏）',
      en: 'write the register to xlsx, personal data masked',
    },
    load: async () => (await import('./export.ts')).exportRegister,
  },
  {
    name: 'outbox',
    summary: { zh: '上报队列：列出、查验', en: 'what waits for the national store: list, check' },
    load: async () => (await import('./outbox.ts')).outbox,
  },
  {
    name: 'journal',
    summary: { zh: '日志：列出、查验', en: 'the journal: list, check' },
    load: async () => (await import('./journal.ts')).journal,
  },
  {
    name: 'seal',
    summary: { zh: '印章：列出、导入、使用记录、启停', en: 'seals: list, import, use log, state' },
    load: async () => (await import('./seal.ts')).seal,
  },
  {
    name: 'user',
    summary: {
      zh: '用户：列出、添加、角色、启停、解锁、口令',
      en: 'users: list, add, roles, state, unlock, password',
    },
    load: async () => (await import('./user.ts')).user,
  },
  {
    name: 'blocks',
    summary: {
      zh: '号段：列出、导入、领取、核对、启用',
      en: 'number blocks: list, import, lease, audit, release',
    },
    load: async () => (await import('./blocks.ts')).blocks,
  },
  {
    name: 'pair',
    summary: { zh: '与国家库配对（一次性配对码）', en: 'pair with a national store by a one-time code' },
    load: async () => (await import('./pair.ts')).pair,
  },
  {
    name: 'unpair',
    summary: { zh: '解除配对', en: 'end the pairing' },
    load: async () => (await import('./unpair.ts')).unpair,
  },
  {
    name: 'sync',
    summary: {
      zh: '上报：报出队列、取回变更；查看状态、退回记录',
      en: 'report what waits, fetch what changed; status, returned records',
    },
    load: async () => (await import('./sync.ts')).sync,
  },
  {
    name: 'reconcile',
    summary: { zh: '对账：与国家库逐日核对', en: 'compare with the store, day by day' },
    load: async () => (await import('./reconcile.ts')).reconcile,
  },
  {
    name: 'office',
    summary: {
      zh: '发证机关：查看、设置、导出信任根',
      en: 'the office: show, set up, write its trusted roots',
    },
    load: async () => (await import('./office.ts')).office,
  },
  {
    name: 'pack',
    summary: { zh: '标准包：查看证照类型、字段、规则', en: 'the standard pack: kinds, fields, rules' },
    load: async () => (await import('./pack.ts')).pack,
  },
  {
    name: 'backup',
    summary: { zh: '备份', en: 'make a backup' },
    load: async () => (await import('./backup.ts')).backup,
  },
  {
    name: 'restore',
    summary: { zh: '由备份恢复，或作恢复演练', en: 'restore a backup, or hold a restore drill' },
    load: async () => (await import('./restore.ts')).restore,
  },
  {
    name: 'health',
    summary: {
      zh: '体检：数据库、时钟、印章、号段、备份、磁盘',
      en: 'database, clock, seals, blocks, backups, disk',
    },
    load: async () => (await import('./health.ts')).health,
  },
  {
    name: 'help-bundle',
    summary: {
      zh: '导出不含个人信息的诊断文件',
      en: 'write a file for those who help, without personal data',
    },
    load: async () => (await import('./help-bundle.ts')).helpBundle,
  },
  {
    name: 'bench',
    summary: {
      zh: '在临时演示机关里制证，测速度与内存',
      en: 'issue in a temporary demonstration office and measure',
    },
    load: async () => (await import('./bench.ts')).bench,
  },
]
