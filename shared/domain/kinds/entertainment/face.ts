import { cultureFace } from '../../face/culture-face.ts'
import { type FaceDefinition } from '../../face/face.ts'
import { row } from '../../face/elements.ts'

/** 娱乐经营许可证: 正本 and 副本 of the culture series. */
export const face: FaceDefinition = cultureFace('entertainment', '娱乐经营许可证', [
  row('编号', '{certNo}'),
  row('单位名称', '{holderName}'),
  row('统一社会信用代码', '{holderCode}'),
  row('住所地址', '{address}'),
  row('法定代表人', '{legalRep}'),
  row('主要负责人', '{principal}'),
  row('经济类型', '{econType}'),
  row('场所类型', '{venueKind}'),
  row('使用面积', '{usableArea}'),
  row('核定人数', '{capacity}人'),
  row('经营范围', '{scope}', 1.2),
  row('有效期限', '{validity}'),
])
