import { cultureFace } from '../../face/culture-face.ts'
import { type FaceDefinition } from '../../face/face.ts'
import { row } from '../../face/elements.ts'

/** 营业性演出许可证: 正本 and 副本 of the culture series. */
export const face: FaceDefinition = cultureFace('commercial-performance', '营业性演出许可证', [
  row('编号', '{certNo}'),
  row('单位名称', '{holderName}'),
  row('统一社会信用代码', '{holderCode}'),
  row('主体类别', '{subjectKind}'),
  row('法定代表人', '{legalRep}'),
  row('主要负责人', '{principal}'),
  row('经济类型', '{econType}'),
  row('住所', '{address}'),
  row('经营范围', '{scope}', 1.4),
  row('有效期限', '{validity}'),
])
