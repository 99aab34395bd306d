// Explain owns what bytes mean, and promises that whoever approves its facts approves exactly those bytes; what it cannot explain, it refuses.
export { type DecodedCall, openCall } from './call'
export { type Explanation, explain, type Leaf } from './explain'
export type { Fact, Level, Place } from './facts'
export { callLimits } from './measure'
export { type ReadMessage, readMessage, textOf } from './message'
export { type ChainFacts, extrinsicOf, type OpenedPayload, openPayload, type PayloadFields, withMetadataHash } from './payload'
export { type Context, lookalike, type Risk, type RiskId } from './risks'
export { openRuntime, type RuntimeView } from './runtime'
