import type { Said } from '../said'

const again = 'Do it again in a minute.'
const nobody = 'Kluis never makes such a transaction; ask the site that did.'
const validators = 'It concerns machines that mine or validate; correct it there.'

/** What a node means when it does not take a transaction (chain.md 10.2). */
export const refusals = {
  'tx-bad-proof': [
    'The node did not accept the signature: the chain was upgraded meanwhile, or the transaction was made for another chain.',
    'Make it again, so that it is signed for the chain as it is now.',
  ],
  'tx-stale': [
    'Another transaction of this account has taken its number, or its time was over when it arrived.',
    'Look in Activity whether another one did what you wanted; if none did, make it again.',
  ],
  'tx-future': [
    'An earlier transaction of this account is missing, so the node cannot take this one yet.',
    'Wait for the earlier one, or make this one again.',
  ],
  'tx-payment': [
    'There was not enough free TAO for the network fee, or the account holds nothing on this network.',
    'Send less, or bring TAO to this account first.',
  ],
  'tx-ancient': ['It was too old when it arrived: the block from which its time counts is no longer known.', again],
  'tx-exhausts': ['The block had no room for it, or it is too heavy for any block.', `${again} If it has many calls, split it.`],
  'tx-cannot-lookup': [
    'The node lacked something that it needs to check this transaction.',
    'Choose another node in Settings, and do it again.',
  ],
  'tx-call': [
    'The chain does not accept this call now: it may be in safe mode, or the call is not allowed in this place.',
    'Try later; if it stays, this kind of transaction is closed.',
  ],
  'tx-bad-signer': ['The chain accepts only another form of signature from this account.', 'Use the wallet that made this account.'],
  'tx-already': ['The node has this transaction already and keeps it.', 'Do not send it a second time; wait until a block has it.'],
  'tx-banned': [
    'The node refused this same transaction a moment ago and does not look at it again for about half an hour.',
    'Wait half an hour, or choose another node in Settings.',
  ],
  'tx-dropped': ['The node was full and let it fall.', `${again} A tip does not help; another node in Settings may.`],
  'too-low-priority': [
    'The node already holds another transaction with the same number from this account, and on this chain the one that waits cannot be replaced.',
    'Wait until that one is in a block, then look whether this one is still needed.',
  ],
  'bad-mandatory': ['It was marked as one that only the chain itself makes, and it failed.', nobody],
  'mandatory-validation': ['Only the chain itself makes transactions of this kind; nobody can send them.', nobody],
  'indeterminate-implicit': [
    'The node could not work out what the signature covers besides the call.',
    'Choose another node in Settings, and do it again.',
  ],
  'unknown-origin': ['No part of the transaction said on whose behalf it is made.', nobody],
  'no-unsigned-validator': ['It came without a signature, and the chain does not take this call unsigned.', nobody],
  'cycle-detected': ['It waits for a transaction that in turn waits for this one.', 'Wait until nothing is pending, and make it again.'],
  'unknown-validity': ['The node could not tell whether this transaction is valid.', 'Choose another node in Settings, and do it again.'],
  invalid: ['The node calls it invalid and does not say why.', 'Check the balance and what was asked, and make it again.'],
  unreadable: ['The node could not read or check this transaction.', 'Make it again; if it stays, choose another node in Settings.'],
} satisfies Record<string, Said>

/** Custom codes of Subtensor's pool, by number. */
export const customs = {
  0: [
    'A move of this account to another coldkey is announced, so the chain freezes it for everything else.',
    'If you announced it, finish it when its time has come. If not, somebody else has the key: dispute the move at once.',
  ],
  1: ['The amount to stake or unstake is too small for the chain.', 'Take a larger amount: at least 0.002 TAO, and the fee.'],
  2: ['This account has less free TAO than the amount.', 'Take a smaller amount, or bring TAO to this account first.'],
  3: ['This subnet does not exist; it may have been closed.', 'Check the netuid.'],
  4: ['Nobody owns this hotkey on the chain.', 'Check its address, or choose another validator.'],
  5: ['There is less stake with this hotkey on this subnet than was asked for.', 'Ask for less, or for the whole position.'],
  6: ['This was done too soon after the last time.', 'Wait some minutes and try again.'],
  7: ['The pool of this subnet is too small for this trade.', 'Trade a smaller amount.'],
  8: [
    'The price would have gone past your limit, so nothing was traded.',
    'Take a smaller amount, raise the tolerance, or wait for another price.',
  ],
  9: ['The owner of this subnet does not let stake be transferred.', 'Unstake instead.'],
  10: ['This hotkey is not registered on this network.', 'Register it first, or choose another.'],
  11: ['The internet address that a machine announced is not valid.', validators],
  12: ['A machine announced its address too soon after the last time.', 'Wait some minutes and try again.'],
  13: ['The port that a machine announced is not valid.', validators],
  14: ['Within this price limit nothing at all could be traded.', 'Set a limit that the present price still keeps.'],
  15: ['The time for revealing weights is not a valid one.', validators],
  16: ['No commitment of weights was found to reveal.', 'Commit first; it may also have expired.'],
  17: ['The weights were revealed outside the time for it.', 'Reveal within the period of the subnet.'],
  18: ['The lists in this call are not equally long.', 'Whoever made the call has to correct it.'],
  19: ['This UID does not exist on the subnet.', validators],
  20: ['The EVM key was linked too soon after the last time.', 'Wait about a day (7,200 blocks) and try again.'],
  21: [
    'A move of this account to another coldkey is in dispute, so the chain freezes the account completely.',
    'Only the chain’s administrators can lift it. Turn to the Bittensor community with proof that the account is yours.',
  ],
  22: ['The account on whose behalf this should act is not a valid one.', 'Check its address and whether you are still its proxy.'],
  23: ['The shielded transaction could not be read by the chain.', 'Make it again, without the shield if need be.'],
  24: ['The key of the shield had changed by the time it arrived.', 'Do it again: it is then sealed with the new key.'],
  25: ['This coldkey does not own that hotkey.', 'Do it from the coldkey that owns it.'],
  26: ['The take is lower than the chain allows.', 'Choose a higher take.'],
  27: ['The take is higher than the chain allows.', 'Choose a lower take: at most 18 %.'],
  255: [
    'The chain gives no closer reason. With stake it is nearly always a subnet that is closed for trading, or a lock.',
    'Open the form again: it says which, and how much can go.',
  ],
} satisfies Record<number, Said>
