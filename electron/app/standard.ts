import fs from 'node:fs'
import path from 'node:path'
import { createRegions, type RegionTable } from '../../shared/domain/codes/region.ts'
import { readPack, type PackErrorCode } from '../../shared/domain/pack/load-pack.ts'
import { kindOfPack, verificationAddress } from '../../shared/domain/pack/pack.ts'
import { type AppError } from '../../shared/kernel/app-error.ts'
import { ok, type Result } from '../../shared/kernel/result.ts'
import { type Standard } from '../usecases/common/standard.ts'

/**
 * The standard in force: the pack that the office has put in place, else the one that ships with the program, with the
 * region table.
 */
export function loadStandard(
  resources: string,
  replacement?: string,
): Result<Standard, AppError<PackErrorCode>> {
  const text = replacement ?? fs.readFileSync(path.join(resources, 'packs/builtin.json'), 'utf8')
  const pack = readPack(text)
  if (!pack.ok) return pack
  const table = JSON.parse(
    fs.readFileSync(path.join(resources, 'regions/gbt2260.json'), 'utf8'),
  ) as RegionTable
  return ok({
    packVersion: pack.value.version,
    identifierRoot: pack.value.identifierRoot.value,
    sealNames: {
      'administrative-licence': pack.value.sealNames['administrative-licence'].value,
      'electronic-licence': pack.value.sealNames['electronic-licence'].value,
    },
    kinds: pack.value.kinds,
    kind: id => kindOfPack(pack.value, id),
    regions: createRegions(table),
    verificationAddress: identifier => verificationAddress(pack.value, identifier),
  })
}
