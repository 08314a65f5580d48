import { type KindDefinition } from '../../../shared/domain/kinds/kind.ts'
import { faceValues } from '../../../shared/domain/face/face-values.ts'
import { type Licence } from '../../../shared/domain/licence/licence.ts'
import { metadataOf } from '../../../shared/domain/licence/records.ts'
import { type Seal } from '../../../shared/domain/seal/seal.ts'
import { type Stores } from '../../ports/database.ts'
import { type FacePurpose, type FaceRequest, type SignaturePlace } from '../../ports/face-renderer.ts'
import { emblemOf } from './settings.ts'
import { type Standard } from './standard.ts'

/**
 * Pictures that a face shows, from the sealed database. One that is named and not there comes as no bytes at all: the
 * renderer refuses it, and no licence goes out without its holder's photo.
 */
interface Pictures {
  readonly photo?: Uint8Array
  readonly emblem?: Uint8Array
  readonly sealPicture?: Uint8Array
}

function picturesOf(stores: Stores, kind: KindDefinition, licence: Licence, seal: Seal): Pictures {
  const named = (digest: unknown): Uint8Array | undefined =>
    typeof digest === 'string' && digest !== '' ? (stores.blobs.get(digest) ?? new Uint8Array()) : undefined
  const photoField = kind.fields.find(f => f.type.type === 'photo')
  const photo = named(photoField ? licence.values[photoField.id] : null)
  const emblem = named(emblemOf(stores))
  const sealPicture = named(seal.picture)
  return {
    ...(photo ? { photo } : {}),
    ...(emblem ? { emblem } : {}),
    ...(sealPicture ? { sealPicture } : {}),
  }
}

/** All that the renderer needs to draw a licence, the same for paper and electronic copy. */
export function faceRequestOf(
  standard: Standard,
  stores: Stores,
  drawn: {
    readonly licence: Licence
    readonly seal: Seal
    readonly purpose: FacePurpose
    readonly signature?: SignaturePlace
  },
): FaceRequest {
  const { licence, seal, purpose, signature } = drawn
  const kind = standard.kind(licence.kind)
  return {
    face: kind.face,
    values: faceValues(kind, licence.values, {
      regionName: code => standard.regions.lookup(code)?.fullName,
    }),
    purpose,
    qrText: licence.identifier ? standard.verificationAddress(licence.identifier) : licence.number,
    ...picturesOf(stores, kind, licence, seal),
    sealText: seal.name,
    specimen: licence.specimen,
    title: `${kind.name.zh} ${licence.number}`,
    author: licence.issuerName,
    subject: kind.name.zh,
    metadata: metadataOf(kind, licence),
    createdAt: licence.issuedAt,
    ...(signature ? { signature } : {}),
  }
}
