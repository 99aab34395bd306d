// `transactionWatch_v1` and `transaction_v1`: a transaction is sent and followed, or sent again and again until the client says stop.
import type { Answers } from './answers'
import type { Status } from './block'
import { bytesOf, type Methods, RpcError, type Session, subscribe, textOf, unsubscribe, wrongParams } from './session'

/** Transactions that one connection may have sent for it at a time. */
const MAX_BROADCASTS = 16

export function transactions({ view, watch }: Answers): Methods {
  const broadcasts = new WeakMap<Session, Set<string>>()

  /** A status in the words of this family; undefined for one that it has no word for. */
  function eventOf(status: Status, hex: string): object | undefined {
    const placed = (hash: string) => ({ hash, index: view.block(hash)?.extrinsics.indexOf(hex) ?? 0 })
    if (status === 'ready' || status === 'future') return { event: 'validated' }
    if (status === 'invalid') return { event: 'invalid', error: 'Extrinsic marked as invalid' }
    if (status === 'dropped') return { event: 'dropped', error: 'Extrinsic dropped from the pool due to exceeding limits' }
    if ('inBlock' in status) return { event: 'bestChainBlockIncluded', block: placed(status.inBlock) }
    if ('finalized' in status) return { event: 'finalized', block: placed(status.finalized) }
    return 'retracted' in status ? { event: 'bestChainBlockIncluded', block: null } : undefined
  }

  return {
    transactionWatch_v1_submitAndWatch: ([transaction], session) => {
      const bytes = bytesOf(transaction)
      return subscribe(session, (id) => {
        const tell = (event: object | undefined) => event && session.notify('transactionWatch_v1_watchEvent', id, event)
        try {
          return watch(bytes, (status) => tell(eventOf(status, (transaction as string).toLowerCase())))
        } catch (error) {
          if (!(error instanceof RpcError)) throw error
          // Only what is no hex is an error here; what is wrong with the transaction itself is told as an event.
          setImmediate(() => tell({ event: 'invalid', error: [error.message, error.data].filter(Boolean).join(': ') }))
          return () => undefined
        }
      })
    },
    transactionWatch_v1_unwatch: ([id], session) => {
      unsubscribe(session, textOf(id))
      return null
    },
    transaction_v1_broadcast: ([transaction], session) => {
      const bytes = bytesOf(transaction)
      const mine = broadcasts.get(session) ?? new Set()
      broadcasts.set(session, mine)
      if (mine.size >= MAX_BROADCASTS) return null
      const id = subscribe(session, (id) => {
        /** Set while it waits, is in a block or is final: then it need not be sent again. */
        let forget: (() => void) | undefined
        const send = () => {
          if (forget) return
          try {
            forget = watch(bytes, (status) => {
              if (status !== 'invalid' && status !== 'dropped') return
              forget?.()
              forget = undefined
            })
          } catch (error) {
            // Nobody is told: what is refused now may be taken after the next block.
            if (!(error instanceof RpcError)) throw error
          }
        }
        send()
        const stop = view.whenever(send)
        return () => {
          mine.delete(id)
          stop()
          forget?.()
        }
      })
      mine.add(id)
      return id
    },
    transaction_v1_stop: ([id], session) => {
      if (!broadcasts.get(session)?.has(textOf(id))) throw wrongParams('Invalid operation id')
      unsubscribe(session, id)
      return null
    },
  }
}
