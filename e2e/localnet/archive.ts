// `archive_v1`: any block of the chain is asked about by its hash, however old.
import type { Answers } from './answers'
import { type Block, encodeHeader } from './block'
import { hashOf, hex, inputOf, type Methods, RpcError, subscribe, textOf, unsubscribe, wrongParams } from './session'
import { find, queriesOf } from './storage-items'

export function archive(node: Answers): Methods {
  const { view, genesisHash } = node
  /** What a block answers; null for one that is not known. */
  const of = <T>(hash: unknown, answer: (block: Block) => T): T | null => {
    const block = view.block(hashOf(hash))
    return block ? answer(block) : null
  }
  return {
    archive_v1_genesisHash: () => genesisHash(),
    archive_v1_finalizedHeight: () => view.final().number,
    archive_v1_hashByHeight: ([height]) => {
      if (typeof height !== 'number' || !Number.isSafeInteger(height) || height < 0) throw wrongParams('expected a height')
      const block = view.at(height)
      return block ? [height === 0 ? genesisHash() : block.hash] : []
    },
    archive_v1_header: ([hash]) => of(hash, ({ header }) => hex(encodeHeader(header))),
    archive_v1_body: ([hash]) => of(hash, node.body),
    archive_v1_call: ([hash, name, data]) => {
      const [call, input] = [textOf(name), inputOf(data)]
      return of(hash, (block) => {
        try {
          return { success: true, value: hex(node.call(call, input, block)) }
        } catch (error) {
          return { success: false, error: String((error as Error).message) }
        }
      })
    },
    archive_v1_storage: ([hash, items, childTrie], session) => {
      const [block, queries] = [view.block(hashOf(hash)), queriesOf(items, childTrie)]
      return subscribe(session, (id) => {
        let isOver = false
        setImmediate(() => {
          const tell = (event: object) => !isOver && session.notify('archive_v1_storageEvent', id, event)
          try {
            if (!block) throw new RpcError(-32801, 'Invalid block hash')
            for (const found of find(node, block, queries, childTrie)) tell({ event: 'storage', ...found })
            tell({ event: 'storageDone' })
          } catch (error) {
            tell({ event: 'storageError', error: String((error as Error).message) })
          }
          unsubscribe(session, id)
        })
        return () => {
          isOver = true
        }
      })
    },
    archive_v1_stopStorage: ([id], session) => {
      unsubscribe(session, textOf(id))
      return null
    },
  }
}
