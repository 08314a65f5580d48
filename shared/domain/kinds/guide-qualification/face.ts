import { type FaceDefinition } from '../../face/face.ts'
import { row } from '../../face/elements.ts'
import { personCertificate } from '../../face/person-certificate.ts'

/** 导游资格证书: A4 landscape, one page. */
export const face: FaceDefinition = personCertificate({
  id: 'guide-qualification',
  title: '导游资格证书',
  english: 'TOUR GUIDE QUALIFICATION CERTIFICATE',
  colour: '#1f5b3f',
  groundColour: '#e4efe6',
  photo: [35, 49],
  rows: [
    row('资格证号', '{certNo}'),
    row('姓名', '{holderName}'),
    row('性别', '{gender}'),
    row('出生日期', '{birthDate}'),
    row('证件号码', '{holderCode}'),
    row('语种', '{language}'),
    row('考试省份', '{examRegion}'),
  ],
  statement: '　　经全国导游资格考试合格，特发此证。',
  source: { mark: 'default', ref: '版面未见公开；照片在左、二维码在左下、印章在右下为本程序默认' },
})
