import { badOrigin, type Pallet } from '../pallet'

export const timestamp: Pallet = {
  name: 'Timestamp',
  index: 2,
  calls: { path: 'pallet_timestamp::pallet::Call', body: 'enum 0 set{now: Compact<u64>}' },
  storage: [
    { name: 'Now', value: 'u64', initial: 0n },
    { name: 'DidUpdate', value: 'bool', initial: false },
  ],
  constants: [{ name: 'MinimumPeriod', type: 'u64', value: 6_000n }],
  run: {
    /** Milliseconds since 1970: an inherent, once a block. */
    set: ({ origin, write }, { now }: { now: bigint }) => {
      if (origin.kind !== 'none') throw badOrigin()
      write('Timestamp', 'Now', [], now)
    },
  },
}
