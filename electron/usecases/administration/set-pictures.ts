import { type FaceDefinition, type FaceElement } from '../../../shared/domain/face/face.ts'
import { photoFacts } from '../../../shared/domain/photo/inspect-photo.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { type Seal } from '../../../shared/domain/seal/seal.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type FaceRenderer, type FaceRequest } from '../../ports/face-renderer.ts'
import { journalled } from '../common/journal.ts'
import { type BasePorts } from '../common/ports.ts'
import { emblemOf, officeOf, setEmblem } from '../common/settings.ts'

export interface SetPicturePorts extends BasePorts {
  readonly renderer: FaceRenderer
}

type PictureError = AppError<'picture-unusable'>

export type SetEmblemError = PictureError | AppError<'office-not-set-up'>

export type SetSealPictureError = PictureError | AppError<'seal-unknown' | 'seal-destroyed'>

/** Our defaults: sharp at 600 dpi on paper, and small enough for every copy to carry it. */
const MAX_BYTES = 2 * 1024 * 1024
const MIN_PIXELS = 200
const MAX_PIXELS = 3000

const unusable = (zh: string, en: string): PictureError =>
  appError('picture-unusable', words(zh, en), {
    next: words(
      `请使用透明底的 PNG，边长 ${MIN_PIXELS} 到 ${MAX_PIXELS} 像素，不超过 2 MB`,
      `Use a PNG with transparency, ${MIN_PIXELS} to ${MAX_PIXELS} pixels a side, at most 2 MB`,
    ),
  })

const BOX = { x: 5, y: 5, width: 40, height: 40 }

const faceWith = (element: FaceElement): FaceDefinition => ({
  id: 'picture-check',
  pages: [{ copy: 'single', width: 50, height: 50, elements: [element] }],
  emptyText: '',
  source: { mark: 'default', ref: 'a page of our own to try a picture on' },
})

/** Draws the picture once, so that nobody learns at a sealing that it cannot be drawn. */
async function pictureFault(
  ports: SetPicturePorts,
  bytes: Uint8Array,
  as: 'emblem' | 'seal',
): Promise<PictureError | undefined> {
  if (bytes.length > MAX_BYTES) return unusable('图片超过 2 MB', 'The picture is larger than 2 MB')
  const facts = photoFacts(bytes)
  if (facts?.format !== 'png') return unusable('图片不是 PNG', 'The picture is no PNG')
  const sides = [facts.widthPx, facts.heightPx]
  if (sides.some(side => side < MIN_PIXELS || side > MAX_PIXELS)) {
    return unusable(
      `图片为 ${facts.widthPx}×${facts.heightPx} 像素`,
      `The picture has ${facts.widthPx}×${facts.heightPx} pixels`,
    )
  }
  const request: FaceRequest = {
    face: faceWith({ layer: 'filled', kind: as, box: BOX }),
    values: {},
    purpose: 'print',
    qrText: 'picture',
    ...(as === 'emblem' ? { emblem: bytes } : { sealPicture: bytes }),
    sealText: '样例',
    specimen: false,
    title: 'picture',
    author: 'picture',
    subject: 'picture',
    metadata: [],
    createdAt: ports.clock.now(),
  }
  const drawn = await ports.renderer.render(request)
  return drawn.ok
    ? undefined
    : unusable(`图片无法绘制：${drawn.error.text.zh}`, `The picture cannot be drawn: ${drawn.error.text.en}`)
}

/** Keeps the state emblem that the office supplies; every face drawn from now on shows it. */
export function setEmblemPicture(ports: SetPicturePorts) {
  return async (
    actor: Actor,
    input: { readonly picture: Uint8Array },
  ): Promise<Result<{ readonly digest: string }, SetEmblemError>> => {
    const fault = await pictureFault(ports, input.picture, 'emblem')
    if (fault) return err(fault)
    return ports.db.write((stores): Result<{ readonly digest: string }, SetEmblemError> => {
      const office = officeOf(stores)
      if (!office) {
        return err(
          appError('office-not-set-up', words('尚未设置发证机关', 'The office is not set up yet'), {
            next: words('请先完成初始设置', 'Set it up first'),
          }),
        )
      }
      const digest = stores.blobs.put(input.picture)
      setEmblem(stores, digest)
      journalled(stores, actor, ports.clock.now(), {
        action: 'office.emblem-set',
        subjectType: 'office',
        subjectId: office.code,
        detail: { picture: digest },
      })
      return ok({ digest })
    })
  }
}

/** Keeps the picture of a seal; copies sealed before stay as they are. */
export function setSealPicture(ports: SetPicturePorts) {
  return async (
    actor: Actor,
    input: { readonly sealId: string; readonly picture: Uint8Array },
  ): Promise<Result<Seal, SetSealPictureError>> => {
    const fault = await pictureFault(ports, input.picture, 'seal')
    if (fault) return err(fault)
    return ports.db.write((stores): Result<Seal, SetSealPictureError> => {
      const seal = stores.seals.get(input.sealId)
      if (!seal) return err(appError('seal-unknown', words('没有这枚印章', 'There is no such seal')))
      if (seal.state === 'destroyed')
        return err(appError('seal-destroyed', words('该印章已销毁', 'This seal is destroyed')))
      const picture = stores.blobs.put(input.picture)
      stores.seals.setPicture(seal.id, picture)
      journalled(stores, actor, ports.clock.now(), {
        action: 'seal.picture-set',
        subjectType: 'seal',
        subjectId: seal.id,
        detail: { name: seal.name, before: seal.picture, picture },
      })
      return ok({ ...seal, picture })
    })
  }
}

/** The emblem that the office supplied, PNG; undefined where it has not. */
export function emblemPicture(ports: Pick<BasePorts, 'db'>) {
  return (_actor: Actor): Uint8Array | undefined =>
    ports.db.read(stores => {
      const digest = emblemOf(stores)
      return digest ? stores.blobs.get(digest) : undefined
    })
}
