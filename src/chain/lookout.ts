import { type Head, readHead } from './answers'
import type { Live } from './live'

/** In milliseconds, and blocks. */
export const lookoutTimes = {
  /** After the start, and then again and again. */
  soon: 3_000,
  every: 20_000,
  /** A node that says nothing for this long is asked whether it is still there; one that does not answer is left. */
  quiet: 20_000,
  /** How often the newest block is asked when it was made, and the age that is too old: some blocks of 12 s. */
  clock: 60_000,
  old: 90_000,
  /** The shortest time between two blocks that a chain has. */
  fastest: 250,
  /** So many blocks are no accident of the network. */
  ahead: 4,
} as const

/**
 * Looks after a connection for as long as it lives: a socket may be half-open, a node may stand still, or tell of the chain as it was.
 * @param head what the node said of its newest block last, and when
 * @param told takes a newer head that had to be asked for, and how old the newest block is by the chain's own clock
 * @param othersAreAt the newest block that each other operator tells of, as far as they answer; asked only where this node looks old
 * @param leave ends the connection, because all others are further: one that says so alone may want to be the next
 */
export function lookAfter({
  live,
  now,
  head,
  headAt,
  told,
  othersAreAt,
  leave,
}: {
  live: () => Live | undefined
  now: () => number
  head: () => Head | undefined
  headAt: () => number
  told: (change: { head?: Head; ageMs?: number }) => void
  othersAreAt: () => Promise<readonly number[]>
  leave: () => void
}) {
  let over = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let clockAt = 0
  /** How far this machine's clock is ahead of the chain's, once other operators were found to be no further; less once a block shows less. */
  let skew = 0

  async function look(): Promise<void> {
    const found = live()
    if (!found) return
    const { rpc } = found
    // A clock that was set back tells nothing of how long ago something was.
    if (Math.abs(now() - headAt()) >= lookoutTimes.quiet) {
      // A subscription may have died alone: then this is how the head is known.
      const newest = readHead(await rpc.call('chain_getHeader', []))
      if (newest.number > (head()?.number ?? -1)) told({ head: newest })
    }
    if (Math.abs(now() - clockAt) < lookoutTimes.clock) return
    const madeAt = await timeOf(found, head())
    if (madeAt === undefined) return
    clockAt = now()
    // No block is younger than nothing: a clock that was mended meanwhile is ahead by no more than this.
    skew = Math.min(skew, Math.max(now() - madeAt, 0))
    const ageMs = Math.max(now() - madeAt - skew, 0)
    told({ ageMs })
    if (found.network.genesisHash === null || ageMs < lookoutTimes.old) return
    const others = await othersAreAt()
    const mine = head()?.number ?? 0
    // Nobody is further than the time that has passed allows: such a head is made up.
    const heads = others.filter((each) => each <= mine + ageMs / lookoutTimes.fastest)
    if (!heads.length || over) return
    const further = heads.filter((each) => each >= mine + lookoutTimes.ahead).length
    if (further === heads.length) leave()
    else if (further === 0) {
      // Everybody is there: it is the clock of this machine that is ahead, or the chain itself stands still.
      skew = now() - madeAt
      told({ ageMs: 0 })
    }
  }

  const next = (ms: number) => {
    timer = setTimeout(
      () =>
        void look()
          // A question without an answer: what it means for the connection was seen to where it was asked.
          .catch(() => undefined)
          .then(() => {
            if (!over) next(lookoutTimes.every)
          }),
      ms,
    )
  }
  next(lookoutTimes.soon)
  return {
    /** Whether it is known when a newest block was made; asked where it is not. @throws KluisError offline, node-answer, node-lied */
    async dated(): Promise<boolean> {
      if (!clockAt) await look()
      return clockAt !== 0
    },
    end(): void {
      over = true
      clearTimeout(timer)
    },
  }
}

/** When a block was made, by the clock of the chain itself, in milliseconds; undefined where it has none. */
async function timeOf({ rpc, runtime }: Live, head: Head | undefined): Promise<number | undefined> {
  if (!head) return undefined
  const item = runtime.storage('Timestamp', 'Now')
  const answer = await rpc.call('state_getStorage', [item.key(), head.hash])
  const value = typeof answer === 'string' ? item.decode(answer) : undefined
  return typeof value === 'bigint' ? Number(value) : undefined
}
