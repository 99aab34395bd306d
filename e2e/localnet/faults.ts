/** How a node can misbehave, on demand. All off is an honest node. */
export type Faults = {
  /** Milliseconds before every answer. */
  lag: number
  /** Answers another genesis hash. */
  genesis: string | null
  /** Serves metadata in which two calls have changed places: a lie that decodes. */
  swapCalls: readonly [pallet: string, one: string, other: string] | null
  /** Serves metadata of which half the bytes are missing. */
  torn: boolean
  /** Knows no metadata but V14, as older nodes do. */
  onlyV14: boolean
  /** Added to every nonce that is told. */
  nonce: number
  /** Free balance told for every account, in rao as a decimal string. */
  balance: string | null
  /** Fee told, in rao as a decimal string. */
  fee: string | null
  /** Answers this instead of JSON. */
  garbage: string | null
  /** Takes questions and never answers. */
  silent: boolean
}
export const honest = (): Faults => ({
  lag: 0,
  genesis: null,
  swapCalls: null,
  torn: false,
  onlyV14: false,
  nonce: 0,
  balance: null,
  fee: null,
  garbage: null,
  silent: false,
})
