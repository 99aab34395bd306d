// Staking owns what stakes are worth, and promises that no amount is ever rounded up and that the parts always add up to the whole.
export { type Exit, exitOf, exitsToAsk, isFresh, type Question, questionsOf, rememberExit, type Sold, soldNow } from './exits'
export { type Held, type Part, type Portfolio, portfolioOf, ROOT, type Stake, spotRao } from './portfolio'
