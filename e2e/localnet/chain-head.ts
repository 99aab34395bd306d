// `chainHead_v1`: a client follows the head of the chain, and asks about the blocks that it was told of and has not let go.
import type { Answers } from './answers'
import { type Block, encodeHeader, isItself } from './block'
import {
  Discarded,
  hashOf,
  hex,
  inputOf,
  type Method,
  type Methods,
  RpcError,
  type Session,
  subscribe,
  textOf,
  unsubscribe,
  wrongParams,
} from './session'
import { type Found, find, queriesOf } from './storage-items'

/** As a polkadot-sdk node has them: of one connection, of one follow subscription, and of one event. */
export const limits = { follows: 4, operations: 16, pinned: 512, finalised: 16, items: 1_000 }
const EVENT = 'chainHead_v1_followEvent'
const badBlock = () => new RpcError(-32801, 'Invalid block hash')
const limitReached = { result: 'limitReached' }

type Operation = {
  /** How many of the operations that may run at a time it is. */
  weight: number
  /** Set while it waits for the client to say that it may go on. */
  goOn?: (() => void) | undefined
}
type Follow = ReturnType<typeof createFollow>

/** One follow subscription. `tell` says an event to its client, `ended` is called when it can tell no more. */
function createFollow(node: Answers, withRuntime: boolean, tell: (event: object) => void, ended: () => void) {
  const { view, version } = node
  const pinned = new Map<string, Block>()
  /** What was told of and is not final yet, by hash, parents first. */
  const open = new Map<string, Block>()
  const operations = new Map<string, Operation>()
  let final: Block | undefined
  let best: Block | undefined
  let isOver = false
  let count = 0

  const runtimeOf = ({ info }: Block) => {
    const { apis, ...spec } = version(info)
    return { type: 'valid', spec: { ...spec, apis: Object.fromEntries(apis) } }
  }
  function introduce(block: Block, parent: Block): void {
    open.set(block.hash, block)
    pinned.set(block.hash, block)
    const isNew = block.info.specVersion !== parent.info.specVersion
    const runtime = withRuntime ? { newRuntime: isNew ? runtimeOf(block) : null } : {}
    tell({ event: 'newBlock', blockHash: block.hash, parentBlockHash: parent.hash, ...runtime })
  }
  function stop(): void {
    tell({ event: 'stop' })
    ended()
  }
  /** A chain that poses as another has a first block of which nobody can make the hash: it tells of itself from the next one on. */
  function begin(): void {
    const last = view.final()
    const blocks: Block[] = []
    for (let number = Math.max(last.number - limits.finalised + 1, 0); number <= last.number; number++) {
      const block = view.at(number)
      if (block && (number > 0 || isItself(block))) blocks.push(block)
    }
    if (!blocks.length) return
    final = last
    for (const block of blocks) pinned.set(block.hash, block)
    const runtime = withRuntime ? { finalizedBlockRuntime: runtimeOf(last) } : {}
    tell({ event: 'initialized', finalizedBlockHashes: blocks.map(({ hash }) => hash), ...runtime })
  }
  /** Blocks of the node's chain that were not told of, oldest first, behind one that was; undefined where that one was left behind. */
  function news(from: Block): [parent: Block, blocks: Block[]] | undefined {
    const fresh: Block[] = []
    let block: Block | undefined = view.best()
    while (block && block.number > from.number && !open.has(block.hash)) {
      fresh.unshift(block)
      block = view.at(block.number - 1)
    }
    return block && (open.has(block.hash) || block.hash === from.hash) ? [block, fresh] : undefined
  }
  function finalise(from: Block): void {
    const last = view.final()
    if (last.number <= from.number) return
    const finalizedBlockHashes: string[] = []
    for (let number = from.number + 1; number <= last.number; number++) finalizedBlockHashes.push((view.at(number) as Block).hash)
    for (const hash of finalizedBlockHashes) open.delete(hash)
    const kept = new Set([last.hash])
    for (const { hash, header } of open.values()) if (kept.has(header.parentHash)) kept.add(hash)
    const prunedBlockHashes = [...open.keys()].filter((hash) => !kept.has(hash))
    for (const hash of prunedBlockHashes) open.delete(hash)
    final = last
    tell({ event: 'finalized', finalizedBlockHashes, prunedBlockHashes })
    if (pinned.size - open.size > limits.pinned) stop()
  }
  const used = () => [...operations.values()].reduce((sum, { weight }) => sum + weight, 0)

  return {
    withRuntime,
    operations,
    /** Tells what became new. */
    look(): void {
      if (isOver) return
      if (!final) begin()
      if (!final) return
      const found = news(final)
      // A node that goes back behind what it called final, or to another chain, has nothing consistent to tell.
      if (!found) {
        stop()
        return
      }
      let [parent, fresh] = found
      for (const block of fresh) {
        introduce(block, parent)
        parent = block
      }
      if (best?.hash !== parent.hash) tell({ event: 'bestBlockChanged', bestBlockHash: parent.hash })
      best = parent
      finalise(final)
    },
    /** @throws RpcError for a block that it did not tell of, or that was unpinned */
    block(hash: unknown): Block {
      const found = pinned.get(hashOf(hash))
      if (!found) throw badBlock()
      return found
    },
    /** @throws RpcError, and then nothing was unpinned */
    unpin(hashes: readonly string[]): void {
      if (new Set(hashes).size < hashes.length) throw new RpcError(-32804, 'Received duplicate hashes for the `chainHead_unpin` method')
      if (hashes.some((hash) => !pinned.has(hash))) throw badBlock()
      for (const hash of hashes) pinned.delete(hash)
    },
    room: () => limits.operations - used(),
    /**
     * Starts an operation, whose events come after the answer.
     * @param run its events, one by one; it waits where one says that it does
     */
    start(weight: number, run: () => Iterable<object>): string {
      const operationId = String(count++)
      const operation: Operation = { weight }
      operations.set(operationId, operation)
      const say = (event: object) => tell({ ...event, operationId })
      let events: Iterator<object> | undefined
      const step = () => {
        if (isOver || operations.get(operationId) !== operation) return
        operation.goOn = undefined
        try {
          events ??= run()[Symbol.iterator]()
          for (let next = events.next(); !next.done; next = events.next()) {
            say(next.value)
            if (!('event' in next.value) || next.value.event !== 'operationWaitingForContinue') continue
            operation.goOn = () => void setImmediate(step)
            return
          }
        } catch (error) {
          const isGone = error instanceof Discarded
          say(isGone ? { event: 'operationInaccessible' } : { event: 'operationError', error: String((error as Error).message) })
        }
        operations.delete(operationId)
      }
      setImmediate(step)
      return operationId
    },
    end(): void {
      isOver = true
      operations.clear()
      pinned.clear()
    },
  }
}

/** Events of a look into the storage: pages of items, and between two of them the client is asked whether it wants more. */
function* storageEvents(found: Iterable<Found>): Generator<object> {
  let items: Found[] = []
  for (const each of found) {
    if (items.length === limits.items) {
      yield { event: 'operationStorageItems', items }
      yield { event: 'operationWaitingForContinue' }
      items = []
    }
    items.push(each)
  }
  if (items.length) yield { event: 'operationStorageItems', items }
  yield { event: 'operationStorageDone' }
}

export function chainHead(node: Answers): Methods {
  const follows = new WeakMap<Session, Map<string, Follow>>()
  const followsOf = (session: Session) => {
    const mine = follows.get(session) ?? new Map<string, Follow>()
    follows.set(session, mine)
    return mine
  }
  /** A method of a follow subscription: what it answers if that is there no more, and else. */
  const within =
    (absent: unknown, answer: (follow: Follow, ...params: unknown[]) => unknown): Method =>
    ([id, ...params], session) => {
      const follow = followsOf(session).get(textOf(id))
      return follow ? answer(follow, ...params) : absent
    }
  const started = (follow: Follow, run: () => Iterable<object>) =>
    follow.room() < 1 ? limitReached : { result: 'started', operationId: follow.start(1, run) }

  return {
    chainHead_v1_follow: ([withRuntime], session) => {
      if (typeof withRuntime !== 'boolean') throw wrongParams('expected whether to tell of runtimes')
      const mine = followsOf(session)
      if (mine.size >= limits.follows) throw new RpcError(-32800, 'Maximum number of chainHead_follow has been reached')
      return subscribe(session, (id) => {
        const follow = createFollow(
          node,
          withRuntime,
          (event) => session.notify(EVENT, id, event),
          () => unsubscribe(session, id),
        )
        mine.set(id, follow)
        let stop: (() => void) | undefined
        // Nothing is told before the answer that says what the subscription is called.
        setImmediate(() => {
          if (mine.get(id) !== follow) return
          stop = node.view.whenever(follow.look)
          follow.look()
        })
        return () => {
          stop?.()
          mine.delete(id)
          follow.end()
        }
      })
    },
    chainHead_v1_unfollow: ([id], session) => {
      if (followsOf(session).has(textOf(id))) unsubscribe(session, id)
      return null
    },
    chainHead_v1_header: within(null, (follow, hash) => hex(encodeHeader(follow.block(hash).header))),
    chainHead_v1_body: within(limitReached, (follow, hash) => {
      const block = follow.block(hash)
      return started(follow, () => [{ event: 'operationBodyDone', value: node.body(block) }])
    }),
    chainHead_v1_call: within(limitReached, (follow, hash, name, data) => {
      const [block, call, input] = [follow.block(hash), textOf(name), inputOf(data)]
      if (!follow.withRuntime)
        throw new RpcError(-32802, 'The `chainHead_follow` subscription was started with `withRuntime` set to `false`')
      return started(follow, () => [{ event: 'operationCallDone', output: hex(node.call(call, input, block)) }])
    }),
    chainHead_v1_storage: within(limitReached, (follow, hash, items, childTrie) => {
      const [block, queries] = [follow.block(hash), queriesOf(items, childTrie)]
      const taken = queries.slice(0, follow.room())
      if (follow.room() < 1) return limitReached
      const operationId = follow.start(taken.length, () => storageEvents(find(node, block, taken, childTrie)))
      return { result: 'started', operationId, discardedItems: queries.length - taken.length }
    }),
    chainHead_v1_unpin: within(null, (follow, hashes) => {
      follow.unpin((Array.isArray(hashes) ? hashes : [hashes]).map(hashOf))
      return null
    }),
    chainHead_v1_continue: within(null, (follow, id) => {
      const operation = follow.operations.get(textOf(id))
      if (operation && !operation.goOn) throw new RpcError(-32803, 'Wait for continue event was not generated for the subscription')
      operation?.goOn?.()
      if (operation) operation.goOn = undefined
      return null
    }),
    chainHead_v1_stopOperation: within(null, (follow, id) => {
      follow.operations.delete(textOf(id))
      return null
    }),
  }
}
