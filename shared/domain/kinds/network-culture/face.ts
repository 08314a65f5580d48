import { cultureFace, row } from '../../face/culture-face.ts'
import { type FaceDefinition } from '../../face/face.ts'

/** 网络文化经营许可证: 正本 and 副本 of the culture series. */
export const face: FaceDefinition = cultureFace('network-culture', '网络文化经营许可证', [
  row('编号', '{certNo}'),
  row('单位名称', '{holderName}', 1.2),
  row('统一社会信用代码', '{holderCode}'),
  row('法定代表人', '{legalRep}'),
  row('住所', '{regAddress}', 1.2),
  row('经营场所', '{bizAddress}', 1.2),
  row('注册资本', '{regCapital}'),
  row('经营范围', '{scope}', 1.8),
  row('网站域名', '{domains}', 1.2),
  row('有效期限', '{validity}'),
])
