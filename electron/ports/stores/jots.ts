import { type Json } from '../../../shared/kernel/canonical-json.ts'
import { type Instant } from '../../../shared/kernel/instant.ts'

/** What people have typed and not handed in yet, by what it is about (`subject`) and which part of that (`item`). */
export interface JotStore {
  get(subject: string, item: string): Json | undefined
  set(subject: string, item: string, body: Json, at: Instant): void
  remove(subject: string, item: string): void
  /** Drops every item of a subject: it has been settled. */
  forget(subject: string): void
}
