import { cultureFace } from '../../face/culture-face.ts'
import { type FaceDefinition } from '../../face/face.ts'
import { row } from '../../face/elements.ts'

/** 网络文化经营许可证: 正本 and 副本 of the culture series. */
export const face: FaceDefinition = cultureFace('network-culture', '网络文化经营许可证', [
  row('编号', '{certNo}'),
  row('单位名称', '{holderName}'),
  row('统一社会信用代码', '{holderCode}'),
  row('法定代表人', '{legalRep}'),
  row('住所', '{regAddress}'),
  row('经营场所', '{bizAddress}'),
  row('注册资本', '{regCapital}'),
  row('经营范围', '{scope}', 1.4),
  row('网站域名', '{domains}'),
  row('有效期限', '{validity}'),
])
