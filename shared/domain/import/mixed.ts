import { appError, type AppError } from '../../kernel/app-error.ts'
import { err, ok, type Result } from '../../kernel/result.ts'
import { words } from '../../kernel/words.ts'
import { LIFE_EVENTS, type KindDefinition, type KindId, type LifeEvent } from '../kinds/kind.ts'
import { fullForm } from './normalise.ts'

/** Short forms that counters use for the documents, besides their full names. */
const KIND_SHORT_FORMS: Readonly<Record<KindId, readonly string[]>> = {
  'network-culture': ['网络文化', '网文', '网文证', '网络文化许可证', '文网文', '互联网文化经营许可证'],
  'travel-agency': ['旅行社', '旅行社许可证', '旅行社证', '旅行社经营许可证', '旅行社业务'],
  'guide-qualification': ['导游资格', '导游资格证', '导游人员资格证', '导游人员资格证书'],
  'tour-guide': ['导游', '导游证', '电子导游证'],
  'performance-broker': [
    '演出经纪人',
    '演出经纪人员',
    '演出经纪人证',
    '演出经纪资格证',
    '经纪人员资格证',
    '演出经纪人资格证',
  ],
  'commercial-performance': ['营业性演出', '演出许可证', '演出证', '营业性演出许可', '营演'],
  entertainment: ['娱乐', '娱乐场所', '娱乐许可证', '娱乐场所许可证', '娱乐经营', '娱乐场所经营许可证'],
}

const EVENT_WORDS: Readonly<Record<LifeEvent, readonly string[]>> = {
  new: ['新办', '新申请', '首次申请', '首次', '设立', '新设立', '新证', '申领', '新增'],
  change: ['变更', '变更登记', '变更申请'],
  renew: ['延续', '续期', '延期', '延续申请', '有效期延续'],
  reissue: ['补发', '补证', '补办', '遗失补办', '遗失补发', '补领'],
  replace: ['换证', '换发', '更换', '换领', '到期换证'],
  suspend: ['暂扣'],
  resume: ['暂扣发还', '发还', '返还'],
  cancel: ['注销', '注销登记'],
  withdraw: ['撤销'],
  revoke: ['吊销'],
}

function standardNames(kind: KindDefinition): readonly string[] {
  return [kind.standard, kind.standard.replace(/-\d{4}$/, ''), `WH/T ${kind.standard}`]
}

/**
 * The kind that a cell of a mixed file names: full name, short form, id, standard (`C0246`, `C0246-2021`) or type code.
 * A standard that has two documents (C0313) names neither.
 */
export function kindOf(
  kinds: readonly KindDefinition[],
  cell: string,
): Result<KindId, AppError<'kind-unknown' | 'kind-ambiguous'>> {
  const wanted = fullForm(cell)
  const found = kinds.filter(kind =>
    [
      kind.name.zh,
      kind.name.en,
      kind.id,
      kind.typeCode,
      ...standardNames(kind),
      ...KIND_SHORT_FORMS[kind.id],
    ].some(name => fullForm(name) === wanted),
  )
  const names = { zh: kinds.map(k => k.name.zh).join('、'), en: kinds.map(k => k.id).join(', ') }
  const next = words(`请填写以下之一：${names.zh}`, `write one of: ${names.en}`)
  const [only] = found
  const shown = cell.slice(0, 40)
  if (found.length > 1)
    return err(
      appError(
        'kind-ambiguous',
        words(`“${shown}”对应不止一种证照`, `"${shown}" names more than one kind of licence`),
        { next, data: { kinds: found.map(k => k.id) } },
      ),
    )
  if (only) return ok(only.id)
  return err(
    appError('kind-unknown', words(`无法识别证照类型“${shown}”`, `"${shown}" names no kind of licence`), {
      next,
    }),
  )
}

/** The event that a cell names: one of the counter's words (新办, 变更, 延续 …) or our id. An empty cell is `new`. */
export function eventOf(cell: string): Result<LifeEvent, AppError<'event-unknown'>> {
  const wanted = fullForm(cell)
  if (wanted === '') return ok('new')
  const found = LIFE_EVENTS.find(event => event === wanted || EVENT_WORDS[event].includes(wanted))
  if (found) return ok(found)
  const shown = cell.slice(0, 40)
  return err(
    appError('event-unknown', words(`无法识别办理事项“${shown}”`, `"${shown}" names no event`), {
      next: words(
        `请填写：${LIFE_EVENTS.map(event => EVENT_WORDS[event][0]).join('、')}`,
        `write one of: ${LIFE_EVENTS.join(', ')}`,
      ),
    }),
  )
}
