import { box, row } from '../../face/elements.ts'
import { landscapePage, ministryLine } from '../../face/landscape-page.ts'
import { type FaceDefinition, type FacePage } from '../../face/face.ts'

const BLUE = '#1b5570'

const page = (copy: FacePage['copy'], mark: string): FacePage =>
  landscapePage({
    copy,
    frame: 'meander',
    ground: 'waves',
    colour: BLUE,
    title: '旅行社业务经营许可证',
    subtitle: mark,
    body: [
      {
        kind: 'rows',
        layer: 'filled',
        box: box(42, 70, 213, 76),
        labelWidth: 35,
        gap: 6,
        labelStyle: { font: 'song', size: 4.3, minSize: 2.6, align: 'left', colour: '#12384a' },
        style: { font: 'fangsong', size: 4.6, minSize: 2.3, align: 'left', fit: 'wrap-first' },
        rows: [
          row('许可证编号', '{certNo}'),
          row('旅行社名称', '{holderName}'),
          row('统一社会信用代码', '{holderCode}'),
          row('法定代表人', '{legalRep}'),
          row('出资人', '{investor}'),
          row('经营场所', '{bizAddress}'),
          row('许可经营业务', '{scope}'),
          row('许可文号', '{approvalDocNo}'),
          row('有效期限', '{validity}'),
        ],
      },
      ministryLine(BLUE),
    ],
  })

/** 旅行社业务经营许可证: A4 landscape, 正本 and 副本. */
export const face: FaceDefinition = {
  id: 'travel-agency',
  pages: [page('original', '（正本）'), page('duplicate', '（副本）')],
  emptyText: '※※※※※※',
  source: { mark: 'default', ref: '纸张大小、版面未见公开，A4 横向为本程序默认' },
}
