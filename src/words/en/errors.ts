import type { ErrorCode, ErrorFacts } from '../../units'

const untouched = 'Nothing was signed and nothing was sent.'
const notAnswered = 'Nothing was signed. The site was told.'

/** What happened, what it means for the money, what to do next. */
export const errors: Record<ErrorCode, (facts: ErrorFacts) => string> = {
  internal: () =>
    `Something went wrong inside Kluis that was not foreseen. ${untouched} Try again; if it stays, close the browser and open it again.`,
  'invalid-input': () => `Kluis could not read what was entered. ${untouched} Check it and try again.`,
  'unknown-request': () =>
    `This page and the rest of Kluis do not match, probably because of an update. ${untouched} Close this window and open it again.`,
  interrupted: () => 'The answer was lost on the way. Look at Activity before you do it again.',
  'too-large': () => `This is larger than Kluis accepts. ${untouched}`,
  'rate-limited': () => `Too many questions in a short time. ${untouched} Wait a minute and try again.`,
  'not-supported': () => `Kluis cannot do this. ${untouched}`,

  locked: () => `Kluis is locked. ${untouched} Unlock it and try again.`,
  'wrong-password': () => 'Wrong password. The vault is unchanged.',
  throttled: () => 'Too many wrong passwords. The vault is unchanged; the next try is possible after the wait.',
  'wallet-exists': () => 'There is a wallet here already. It was not overwritten. Unlock it to add more accounts.',
  'no-wallet': () => 'There is no wallet here yet. Create one or import one.',
  'vault-damaged': () =>
    'What is stored cannot be read as a vault. Nothing was overwritten. Your phrase restores your accounts on any device.',
  'vault-newer': () => 'The vault was written by a newer version of Kluis. Nothing was changed. Update Kluis to open it.',
  'password-weak': ({ reason }) =>
    reason === 'short'
      ? 'The password is too short: it needs at least 12 characters.'
      : reason === 'long'
        ? 'The password is too long: it may have at most 1,024 bytes.'
        : 'The password is too easy to guess. Add a word or two.',
  'storage-failed': () => 'The browser could not store this, so it was not kept. Free some disk space and try again.',
  'duplicate-account': ({ name }) => `This account is here already, as “${name}”. Nothing was added.`,
  'unknown-account': () => `This account is not in this wallet. ${untouched}`,

  'mnemonic-length': ({ count }) =>
    count === '1'
      ? 'This is 1 word. A phrase has 12, 15, 18, 21 or 24 words.'
      : `These are ${count} words. A phrase has 12, 15, 18, 21 or 24 words.`,
  'mnemonic-word': ({ word, position }) => `Word ${position}, “${word}”, is not on the word list. Compare it with your paper.`,
  'mnemonic-checksum': () =>
    'Every word is on the list, but together they are not a phrase: a word is wrong, or two changed places. Compare the order with your paper.',
  'suri-dev-phrase': () =>
    'There is no phrase here, only a path. Other tools would silently take a phrase that the whole world knows; Kluis does not.',
  'suri-path': ({ path }) => `“${path}” is not a path. It is made of //hard and /soft parts, for example //staking//0.`,
  'soft-junction-unsupported': ({ type }) => `${type} keys know only hard parts in a path. Write // instead of a single /.`,
  'seed-length': () => 'A seed has 32 bytes, this has another length.',
  'address-mismatch': () => 'The key gives another address than the file says. Nothing was imported.',
  'decrypt-failed': () => 'This password does not open it, or the file was changed. Nothing was imported.',
  'format-unsupported': () => 'Kluis does not know this format. Nothing was imported.',
  'kdf-too-expensive': () => 'Opening this would cost more memory than is safe. Nothing was opened.',

  'ss58-base58': () => 'This is not an address: it has characters that addresses never have.',
  'ss58-length': () => 'This is not an address: its length is wrong. Perhaps a part was not copied.',
  'ss58-checksum': () => 'This address has a typing mistake: its checksum is wrong. Copy it again from its source.',
  'ss58-wrong-prefix': ({ address, prefix }) =>
    `This address belongs to another network (number ${prefix}). The same key on Bittensor is ${address}.`,

  unauthorized: () => `This site may not use this account. ${untouched}`,
  rejected: () => notAnswered,
  'pending-request': () => 'This site has a request waiting already. Answer that one first.',
  expired: () => `The request is too old to be answered. ${untouched} Ask for it again.`,
  'too-many-requests': () => 'Too many requests wait. Answer some of them first.',
  'site-blocked': () => 'This site was refused several times, so Kluis does not answer it for a while.',
  'duplicate-request': () => 'This is the same request once more. Answer the first one.',
  gone: () => `This request is over: it was answered, withdrawn, or its page was closed. ${untouched}`,

  'payload-invalid': () => `The site sent a transaction that is not well-formed. ${notAnswered}`,
  'payload-wrong-genesis': () => `The site asked for a transaction of another chain than the one chosen in Kluis. ${notAnswered}`,
  'payload-wrong-spec': ({ asked, chain }) =>
    asked && chain
      ? `This was prepared for version ${asked} of the chain, which now runs ${chain}. ${untouched} Begin again, on a site by reloading it.`
      : `This was prepared for another version of the chain. ${untouched} Begin again, on a site by reloading it.`,
  'payload-immortal': () => `The site asked for a signature that stays valid for ever. Kluis never gives one. ${notAnswered}`,
  'payload-other-chain': () => `This transaction has parts that Bittensor does not have. ${notAnswered}`,
  'call-not-canonical': () => `The transaction carries bytes that mean nothing, which can hide something. ${notAnswered}`,
  'call-unknown': ({ call }) =>
    `Kluis cannot say what ${call ? `“${call}”` : 'this transaction'} does, so it does not sign it. ${notAnswered}`,
  'call-too-deep': () => `The transaction is nested too deeply to be shown whole. ${notAnswered}`,
  'call-too-large': () => `The transaction is too large to be shown whole. ${notAnswered}`,
  'call-dangerous': () => `This transaction could hand over your account. Kluis does not sign it for a site. ${notAnswered}`,
  'extension-unknown': ({ name }) => `The transaction has a part that Kluis does not know${name ? ` (${name})` : ''}. ${notAnswered}`,
  'metadata-unverified': ({ others }) =>
    others === '0'
      ? `The meaning of this transaction could not be proved: this network has one operator only, and nobody else to ask. ${untouched} A site that lets the wallet complete the transaction can be signed for.`
      : `The meaning of this transaction could not be proved: two independent nodes must agree, and they did not. ${untouched} Try again later.`,
  'message-is-extrinsic': () => `The site called this a message, but it is a transaction. ${notAnswered}`,
  changed: () => `The request is not what was shown to you. ${untouched} Look at it again, or ask for it again.`,

  offline: () => `No node answers. ${untouched} Your TAO is on the chain and is safe. Check your connection and try again.`,
  'wrong-network': () =>
    `The node serves another chain than it should. Kluis does not use it. ${untouched} Try again or choose another network.`,
  'node-lied': () => `The node gave an answer that cannot be true. Kluis does not use it. ${untouched} Try again.`,
  'node-answer': ({ message }) => `The node refused to answer${message ? `: “${message}”` : ''}. ${untouched} Try again.`,
  'stale-head': () => `The node is behind the chain, so its numbers are old. ${untouched} Try again in a minute.`,

  'tx-bad-proof': () => 'The node did not accept the signature.',
  'tx-stale': () => 'The node says that another transaction of this account took its place.',
  'tx-future': () => 'The node says that an earlier transaction of this account is missing.',
  'tx-payment': () => 'The node says that there is not enough free TAO for the fee.',
  'tx-ancient': () => 'The node says that it was too old when it arrived.',
  'tx-exhausts': () => 'The node says that the block had no room for it.',
  'tx-cannot-lookup': () => 'The node could not check this transaction.',
  'tx-call': () => 'The node does not accept this call now.',
  'tx-bad-signer': () => 'The node does not accept this account as the signer.',
  'tx-custom': ({ number }) => `The node refused it with the chain’s own code${number ? ` ${number}` : ''}.`,
  'tx-already': () => 'The node says that it has this transaction already.',
  'tx-banned': () => 'The node does not take this transaction for the moment.',
  'tx-dropped': () => 'The node dropped it because it was full.',
  'tx-refused': ({ message }) => `The node refused it${message ? `: “${message}”` : ''}.`,
  'tx-module': ({ name }) => `It went in, but failed${name ? `: ${name}` : ''}. Only the network fee is gone.`,
  'tx-lost': () => 'Its time is over and the chain never had it. Nothing has moved; it is safe to do it again.',

  'amount-invalid': () => 'This is not an amount. Write digits with at most nine decimals, for example 1.5.',
  'amount-zero': () => 'The amount is zero. Enter what should be sent.',
  'insufficient-funds': () => `There is not enough free TAO for the amount and the fee. ${untouched} Send less.`,
  'recipient-too-poor': () =>
    `The recipient's account would hold less than an account needs, so the chain would refuse. ${untouched} Send more.`,
  'would-reap': () => `This leaves less than an account needs. ${untouched} Send it all and close the account, or send less.`,
  'recipient-self': () => `Sender and recipient are the same account. ${untouched}`,
}
