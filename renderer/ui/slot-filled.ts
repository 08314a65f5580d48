import { Comment, Fragment, type Slot, Text, type VNode } from 'vue'

const says = (node: VNode): boolean => {
  if (node.type === Comment) return false
  if (node.type === Text) return String(node.children).trim() !== ''
  if (node.type === Fragment) return Array.isArray(node.children) && (node.children as VNode[]).some(says)
  return true
}

/** Whether a slot holds anything to be seen: one that is given may still be empty, when all in it is switched off. */
export const isFilled = (slot: Slot | undefined): boolean => slot?.().some(says) ?? false
