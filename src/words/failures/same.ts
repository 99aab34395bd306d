/** The name under which a sentence stands, and the other errors of which it is true. */
const groups: Readonly<Record<string, readonly string[]>> = {
  'Token.FundsUnavailable': [
    'Balances.InsufficientBalance',
    'SubtensorModule.InsufficientBalance',
    'SubtensorModule.InsufficientTaoBalance',
  ],
  'Token.NotExpendable': ['Balances.Expendability'],
  'Token.BelowMinimum': ['Balances.ExistentialDeposit'],
  'SubtensorModule.InsufficientLiquidity': ['Swap.InsufficientLiquidity'],
  'SubtensorModule.SubnetNotExists': ['Swap.MechanismDoesNotExist', 'AdminUtils.SubnetDoesNotExist'],
  'SubtensorModule.SubtokenDisabled': ['Swap.SubtokenDisabled'],
  'SubtensorModule.Deprecated': ['AdminUtils.Deprecated'],
  'Trie.proof': [
    ...['InvalidStateRoot', 'IncompleteDatabase', 'ValueAtIncompleteKey', 'DecoderError', 'InvalidHash', 'DuplicateKey'],
    ...['ExtraneousNode', 'ExtraneousValue', 'ExtraneousHashReference', 'InvalidChildReference', 'ValueMismatch'],
    ...['IncompleteProof', 'RootMismatch', 'DecodeError'],
  ].map((each) => `Trie.${each}`),
  'AdminUtils.ValueNotInBounds': ['AdminUtils.InvalidValue'],
  'AdminUtils.places': [
    ...['MaxValidatorsLargerThanMaxUIds', 'MaxAllowedUIdsLessThanCurrentUIds', 'MinAllowedUidsGreaterThanCurrentUids'],
    ...['MinAllowedUidsGreaterThanMaxAllowedUids', 'MaxAllowedUidsLessThanMinAllowedUids'],
    'MaxAllowedUidsGreaterThanDefaultMaxAllowedUids',
  ].map((each) => `AdminUtils.${each}`),
  'Contracts.code': ['CodeTooLarge', 'CodeNotFound', 'CodeInfoNotFound', 'CodeInUse', 'CodeRejected', 'Indeterministic'].map(inContracts),
  'Contracts.call': [
    ...['InvalidCallFlags', 'OutputBufferTooSmall', 'OutOfBounds', 'DecodingFailed', 'TerminatedWhileReentrant', 'InputForwarded'],
    ...['NoChainExtension', 'XCMDecodeFailed', 'TerminatedInConstructor', 'ReentranceDenied', 'StateChangeDenied'],
  ].map(inContracts),
  'Contracts.limits': [
    ...['MaxCallDepthReached', 'ValueTooLarge', 'RandomSubjectTooLong', 'TooManyTopics', 'OutOfTransientStorage'],
    'MaxDelegateDependenciesReached',
  ].map(inContracts),
  'Contracts.upkeep': ['MigrationInProgress', 'NoMigrationPerformed'].map(inContracts),
  'Contracts.links': ['DelegateDependencyNotFound', 'DelegateDependencyAlreadyExists', 'CannotAddSelfAsDelegateDependency'].map(
    inContracts,
  ),
  'Preimage.noted': ['AlreadyNoted', 'NotNoted', 'Requested', 'NotRequested'].map((each) => `Preimage.${each}`),
  'Grandpa.change': ['PauseFailed', 'ResumeFailed', 'ChangePending', 'TooSoon'].map((each) => `Grandpa.${each}`),
  'Grandpa.report': ['InvalidKeyOwnershipProof', 'InvalidEquivocationProof', 'DuplicateOffenceReport'].map((each) => `Grandpa.${each}`),
  'Drand.pulse': ['UnverifiedPulse', 'InvalidRoundNumber', 'PulseVerificationError'].map((each) => `Drand.${each}`),
  'Drand.storage': ['NoneValue', 'StorageOverflow'].map((each) => `Drand.${each}`),
}
function inContracts(name: string): string {
  return `Contracts.${name}`
}

/** From an error's name to the name under which its sentence stands, where that is another. */
export const same: ReadonlyMap<string, string> = new Map(
  Object.entries(groups).flatMap(([name, others]) => others.map((each) => [each, name] as const)),
)
