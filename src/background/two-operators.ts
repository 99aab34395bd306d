import type { Party } from '../chain'

/** What two operators must agree on. */
const alike = ['free', 'reserved', 'frozen', 'nonce'] as const

/** Of what two operators tell an account has, the lower, in rao. */
export const lower = (free: bigint, other: Party | undefined): bigint => (other && other.free < free ? other.free : free)
/** Whether two operators tell different things of an account. Where one tells nothing they do not. */
export const disagree = (one: Party | undefined, other: Party | undefined): boolean =>
  one !== undefined && other !== undefined && alike.some((each) => one[each] !== other[each])
