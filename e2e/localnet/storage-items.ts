// What `chainHead_v1_storage` and `archive_v1_storage` ask for, and what they find.
import type { Answers } from './answers'
import type { Block } from './block'
import { blake } from './pallets/system'
import { bytesOf, hex, wrongParams } from './session'

const kinds = ['value', 'hash', 'closestDescendantMerkleValue', 'descendantsValues', 'descendantsHashes'] as const
type Query = { key: string; type: (typeof kinds)[number]; after?: string }
export type Found = { key: string; value?: string; hash?: string; closestDescendantMerkleValue?: string }

/** The items of a request, as they must be. @throws RpcError */
export function queriesOf(items: unknown, childTrie: unknown): Query[] {
  if (!Array.isArray(items)) throw wrongParams('expected a list of items')
  if (childTrie !== null && childTrie !== undefined) bytesOf(childTrie)
  return items.map((each) => {
    const { key, type, paginationStartKey: after } = (each ?? {}) as { key?: unknown; type?: unknown; paginationStartKey?: unknown }
    const kind = kinds.find((known) => known === type)
    if (!kind) throw wrongParams('expected a type of item')
    bytesOf(key)
    if (after !== undefined && after !== null) bytesOf(after)
    return { key: (key as string).toLowerCase(), type: kind, ...(typeof after === 'string' ? { after: after.toLowerCase() } : {}) }
  })
}

/** What a block has of these, one by one; of each in the order of the keys. @throws RpcError where its state is not known */
export function* find(node: Answers, block: Block, queries: readonly Query[], childTrie: unknown): Generator<Found> {
  // There are no child tries.
  if (typeof childTrie !== 'string') for (const query of queries) yield* findOne(node, block, query)
}
function* findOne({ keys, value }: Answers, block: Block, { key, type, after = '' }: Query): Generator<Found> {
  const hashed = (of: string) => hex(blake(bytesOf(of)))
  if (type === 'value' || type === 'hash') {
    const own = value(block, key)
    if (own !== null) yield type === 'value' ? { key, value: own } : { key, hash: hashed(own) }
    return
  }
  const all = keys(block, key).flatMap((each) => ({ key: each, value: value(block, each) ?? '0x' }))
  if (type === 'closestDescendantMerkleValue') {
    // No trie stands behind this state: what is told changes when anything under the key does, which is what clients look for.
    const text = all.map((each) => `${each.key}=${each.value}`).join('\n')
    if (all.length) yield { key, closestDescendantMerkleValue: hex(blake(new TextEncoder().encode(text))) }
    return
  }
  for (const each of all) if (each.key > after) yield type === 'descendantsValues' ? each : { key: each.key, hash: hashed(each.value) }
}
