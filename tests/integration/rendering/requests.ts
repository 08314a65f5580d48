import { faceValues } from '../../../shared/domain/face/face-values.ts'
import { EXAMPLES } from '../../../shared/domain/kinds/examples.ts'
import { type FieldValues, type KindDefinition, type KindId } from '../../../shared/domain/kinds/kind.ts'
import { BUILTIN_KINDS } from '../../../shared/domain/kinds/registry.ts'
import { type Instant } from '../../../shared/kernel/instant.ts'
import { type FaceRequest } from '../../../electron/ports/face-renderer.ts'

export const kindOf = (id: KindId): KindDefinition => BUILTIN_KINDS.find(kind => kind.id === id)!

const ISSUED: FieldValues = {
  issuerName: '浙江省文化和旅游厅',
  issuerCode: '11110000000021135M',
  issueDate: '2026-11-23',
  validFrom: '2026-11-23',
  validTo: '2028-11-23',
  certIdentifier: '1.2.156.3005.2.11100000MB0000000P001.11110000000021135M.202300000001.001.V',
  faceNote: '变更',
}

export const exampleValues = (id: KindId, example = 0): FieldValues => ({
  ...EXAMPLES[id][example]!.values,
  ...ISSUED,
  certNo: kindOf(id).number.patterns[0]!.examples[0]!,
  certName: kindOf(id).name.zh,
})

/** What the issuing use case asks for, with an example's values. */
export function requestFor(id: KindId, values: FieldValues, change: Partial<FaceRequest> = {}): FaceRequest {
  const kind = kindOf(id)
  const words = faceValues(kind, values)
  return {
    face: kind.face,
    values: words,
    purpose: 'electronic',
    qrText: `https://verify.example.cn/v?id=${words['certIdentifier']}`,
    sealText: '文化和旅游市场电子证照专用章',
    specimen: true,
    title: `${kind.name.zh} ${words['certNo']}`,
    author: '浙江省文化和旅游厅',
    subject: kind.name.zh,
    metadata: kind.fields.flatMap(field =>
      words[field.id] ? [[field.shortName, words[field.id]!] as const] : [],
    ),
    createdAt: '2026-11-23T08:00:00.000Z' as Instant,
    signature: {
      fieldName: 'Seal1',
      signerName: '浙江省文化和旅游厅',
      reason: '制发电子证照',
      location: '浙江省',
      signedAt: '2026-11-23T08:00:00.000Z' as Instant,
      reservedBytes: 8192,
    },
    ...change,
  }
}

/** The fields whose words stand on a face, found in its holes. */
export function shownFields(id: KindId): readonly string[] {
  const text = JSON.stringify(kindOf(id).face.pages)
  return [...new Set([...text.matchAll(/\{([A-Za-z][A-Za-z0-9.]*)\}/g)].map(match => match[1]!))]
}
