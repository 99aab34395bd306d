import * as v from 'valibot'

export const count = (most: number) => v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(most))
/** An amount in rao. */
export const rao = v.pipe(
  v.string(),
  v.regex(/^\d{1,20}$/),
  v.check((text) => BigInt(text) < 2n ** 64n),
)
const name = v.pipe(v.string(), v.regex(/^\w{1,100}$/))
const hex = v.pipe(v.string(), v.regex(/^0x(?:[0-9a-f]{2})*$/))
/** A JSON-RPC method, a runtime call that is asked by `state_call`, or a notification; the end may be left open: `author_submit*`. */
const question = v.pipe(v.string(), v.regex(/^\w{0,100}\*?$/))
/** valibot takes a list for a record. */
const byName = (key: v.GenericSchema<string>, value: v.GenericSchema<string> = hex) =>
  v.pipe(
    v.unknown(),
    v.check((each) => !Array.isArray(each)),
    v.record(key, v.nullable(value)),
  )
const extrinsic = v.pipe(v.string(), v.regex(/^0x(?:[0-9a-f]{2})+$/))
const specVersion = count(1_000_000)
/** The largest message that a node makes on purpose. */
const LARGEST = 50_000_000

/** How a node can misbehave, on demand. All off is an honest node. */
const entries = {
  // What of the chain it sees.
  /** Tells the chain as it was so many blocks ago: heads, state and finality. */
  behind: count(1_000_000),
  /** Knows no block after this number, and tells of none. */
  stopsAt: v.nullable(count(0xffff_ffff)),
  /** Is on a fork since the block of this number: later ones are others, nothing happens in them, and none of them is final. */
  forksAt: v.nullable(count(0xffff_ffff)),

  // What it says of it.
  /** Answers another genesis hash. */
  genesis: v.nullable(v.string()),
  /** Serves metadata in which two calls have changed places, pallet, one, other: a lie that decodes. */
  swapCalls: v.nullable(v.tuple([v.string(), name, name])),
  /** Serves metadata of which half the bytes are missing. */
  torn: v.boolean(),
  /** Knows no metadata but V14, as older nodes do. */
  onlyV14: v.boolean(),
  /**
   * Bodies of blocks, by extrinsics as they stand there, in hex: leaves one out (null), or has another in its place. Headers, state and
   * statuses stay true.
   */
  bodies: byName(extrinsic, extrinsic),
  /** Added to every nonce that is told. */
  nonce: v.pipe(v.number(), v.integer()),
  /** Free balance told for every account, in rao as a decimal string. */
  balance: v.nullable(rao),
  /** Fee told, in rao as a decimal string. */
  fee: v.nullable(rao),
  /** Every price of alpha is told so many times too high; what trades would give follows it. */
  price: v.nullable(v.pipe(v.number(), v.minValue(0.000001), v.maxValue(1_000_000))),
  /** Answers of runtime calls by name, in hex, instead of the right ones; null is a call that it does not know. */
  stateCalls: byName(name),
  /** Storage values by key, in hex, instead of the right ones; null is nothing there. */
  storage: byName(hex),

  // How it says it.
  /** The questions and notifications that everything below up to `unasked` concerns; null is all. */
  only: v.nullable(v.array(question)),
  /** Milliseconds before every answer. */
  lag: count(600_000),
  /** Takes questions and never answers, and tells nothing. */
  silent: v.boolean(),
  /** Says this instead of JSON. */
  garbage: v.nullable(v.string()),
  /** Fills its messages up to so many bytes: with white space, or with a text in one more member. */
  padding: v.nullable(v.strictObject({ bytes: count(LARGEST), as: v.picklist(['space', 'text']) })),
  /** Sends only the first half of every message. */
  truncated: v.boolean(),
  /** Answers under an id that nobody used. */
  wrongId: v.boolean(),
  /** Sends every message twice. */
  twice: v.boolean(),
  /** After each answer, so many notifications of a subscription that nobody has. */
  unasked: count(10_000),

  // When it says it.
  /**
   * Takes so many questions a second, from each connection or from all together; those in a batch count one by one. Beyond that it
   * answers with an error, or closes (1008 on a WebSocket, 429 before there is one).
   */
  rateLimit: v.nullable(
    v.strictObject({
      perSecond: v.pipe(count(1_000_000), v.minValue(1)),
      of: v.picklist(['connection', 'node']),
      over: v.picklist(['error', 'close']),
    }),
  ),
  /** The runtime becomes another one just before a question is looked at, or just after it was answered. Happens once, then it is null. */
  upgradeAt: v.nullable(
    v.union([v.strictObject({ before: question, to: specVersion }), v.strictObject({ after: question, to: specVersion })]),
  ),
}
/** Any of the faults, as JSON. */
export const someFaults = v.partial(v.strictObject(entries))
const allFaults = v.strictObject(entries)
export type Faults = v.InferOutput<typeof allFaults>

export const honest = (): Faults => ({
  behind: 0,
  stopsAt: null,
  forksAt: null,
  genesis: null,
  swapCalls: null,
  torn: false,
  onlyV14: false,
  bodies: {},
  nonce: 0,
  balance: null,
  fee: null,
  price: null,
  stateCalls: {},
  storage: {},
  only: null,
  lag: 0,
  silent: false,
  garbage: null,
  padding: null,
  truncated: false,
  wrongId: false,
  twice: false,
  unasked: 0,
  rateLimit: null,
  upgradeAt: null,
})

/** Whether one of the names of a question is what a fault is about. */
export const isAbout = (question: string, names: readonly string[]): boolean =>
  question.endsWith('*') ? names.some((each) => each.startsWith(question.slice(0, -1))) : names.includes(question)
