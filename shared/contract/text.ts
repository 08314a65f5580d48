import { z } from 'zod'

/** Texts from the page: bounded, so that no call can fill the memory. The use case says in words what a field may hold. */
export const idText = z.string().min(1).max(64)
export const shortText = z.string().max(500)
export const longText = z.string().max(5_000)
export const passwordText = z.string().max(512)
export const pageSize = z.int().min(1).max(500)
export const seqNumber = z.int().min(0)

export const nothing = z.strictObject({})
