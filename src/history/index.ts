// History owns what the wallet saw of its accounts, last and over time, and promises that an old number never passes for a new one: each carries its block and time, and in no sum over time does one count that is more than a day older than the others.
export { record } from './recording'
export { rewardsOf } from './rewards'
export {
  type Balance,
  type History,
  historyBox,
  type Look,
  lastSeen,
  namesWanted,
  placesOf,
  type Seen,
  type SeenExit,
  see,
  seeExits,
  withoutSeenOf,
} from './seen'
export {
  type Allocation,
  allocationOf,
  atMost,
  type Change,
  changeSince,
  type Place,
  placeOf,
  type Series,
  type Span,
  seriesOf,
  spansOf,
  type Worth,
} from './series'
export { type AccountReading, type Position, type Reading, type Values, valuesBox, withoutValuesOf } from './values'
