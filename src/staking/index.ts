// Staking owns what stakes are worth and what limits promise: no amount is ever rounded up, the parts always add up to the whole, and an order inside its limit never brings less than was said.
export { beforeFee, claimAdvice, isLoss, worthFrom } from './claims'
export { openingOf } from './decay'
export { type Exit, exitOf, exitsToAsk, isFresh, type Question, questionsOf, rememberExit, type Sold, soldNow } from './exits'
export {
  buyLimit,
  isLimit,
  leastBought,
  leastSold,
  leastSwapped,
  limitDistance,
  MILLION,
  priceImpact,
  type Side,
  sellLimit,
  swapImpact,
  swapLimit,
  swapTerms,
  TOLERANCE,
} from './limits'
export { type Held, type Part, type Portfolio, portfolioOf, ROOT, type Stake, spotRao } from './portfolio'
export { ranksOf, type SubnetRisk, subnetRisks } from './subnets'
export { yearlyYield } from './yields'
