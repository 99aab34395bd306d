import { type ErrorCode, type ErrorFacts, formatTao } from '../../units'
import { faults, untouched } from './faults'

const notAnswered = 'Nothing was signed. The site was told.'

/** What happened, what it means for the money, what to do next. */
export const errors: Record<ErrorCode, (facts: ErrorFacts) => string> = {
  ...faults,
  'invalid-input': ({ because, type }) =>
    because === 'path-twice'
      ? 'The text has a path, and the path has a field of its own with another. Nothing was imported. Leave one of the two empty.'
      : because === 'passphrase-twice'
        ? 'The text has a passphrase, and the field has one too. Nothing was imported. Leave one of the two empty.'
        : because === 'passphrase-no-words'
          ? 'A passphrase belongs to words, and these are none. Nothing was imported. Empty the passphrase, or enter the words.'
          : because === 'path-no-key'
            ? 'A path leads from a secret, and this is an address. Nothing was imported. Empty the path, or enter the words or the seed.'
            : because === 'type'
              ? `A key of this form is never ${type}. Nothing was imported. Choose another kind of key, or leave it open.`
              : because === 'beside-file'
                ? 'An export brings its own path and kind of key. Nothing was imported. Empty the fields for them.'
                : `Kluis could not read what was entered. ${untouched} Check it and try again.`,
  'unknown-request': () =>
    `This page and the rest of Kluis do not match, probably because of an update. ${untouched} Close this window and open it again.`,
  interrupted: () => 'The answer was lost on the way. Look at Activity before you do it again.',
  'too-large': () => 'This is more than Kluis takes at once. Nothing of it was signed, sent or kept. Try it with less.',
  'rate-limited': () => `Too many questions in a short time. ${untouched} Wait a minute and try again.`,
  'not-supported': () => `Kluis cannot do this. ${untouched}`,

  locked: () => `Kluis is locked. ${untouched} Unlock it and try again.`,
  'wrong-password': () => 'Wrong password. The vault is unchanged.',
  throttled: () => 'Too many wrong passwords. The vault is unchanged; the next try is possible after the wait.',
  'wallet-exists': () => 'There is a wallet here already. It was not overwritten. Unlock it to add more accounts.',
  'no-wallet': () => 'There is no wallet here yet. Create one or import one.',
  'vault-damaged': () =>
    'What is stored cannot be read as a vault. Nothing was overwritten. Your words, a backup or the files that you exported restore your accounts on any device.',
  'vault-newer': () => 'The vault was written by a newer version of Kluis. Nothing was changed. Update Kluis to open it.',
  'password-weak': ({ reason }) =>
    reason === 'short'
      ? 'The password is too short: it needs at least 12 characters.'
      : reason === 'long'
        ? 'The password is too long: it may have at most 1,024 bytes.'
        : 'The password is too easy to guess. Add a word or two.',
  'storage-failed': () =>
    'The browser’s storage failed, so this may not have been done, or only in part. Free some disk space, look how it stands, and try again; if it stays, save a backup.',
  'place-silent': () =>
    'A place where the browser keeps your vault does not answer, so not everything could be deleted, and nothing was. Close the browser, open it and try again. If that does not help, remove Kluis from the browser, which deletes everything here, and install it again.',
  'vault-full': ({ most }) =>
    `The vault is full: it holds at most ${Number(most ?? 1_000).toLocaleString('en-GB')} secrets. This one was not kept, and all others are as they were. Accounts that come from one phrase by their paths take one place together; bring those by the phrase, or remove accounts that you no longer need.`,
  'duplicate-account': ({ name }) => `This account is here already, as “${name}”. Nothing was added.`,
  'unknown-account': () => `This account is not in this wallet. ${untouched}`,

  'mnemonic-length': ({ count }) =>
    count === '1'
      ? 'This is 1 word. A phrase has 12, 15, 18, 21 or 24 words.'
      : `These are ${count} words. A phrase has 12, 15, 18, 21 or 24 words.`,
  'mnemonic-word': ({ word, position }) =>
    `Word ${position}${word ? `, “${word}”,` : ''} is not on the word list. Compare it with your paper.`,
  'mnemonic-checksum': () =>
    'Every word is on the list, but together they are not a phrase: a word is wrong, or two changed places. Compare the order with your paper.',
  'suri-dev-phrase': () =>
    'There is no phrase here, only a path. Other tools would silently take a phrase that the whole world knows; Kluis does not.',
  'suri-path': ({ path }) => `“${path}” is not a path. It is made of //hard and /soft parts, for example //staking//0.`,
  'soft-junction-unsupported': ({ type }) => `${type} keys know only hard parts in a path. Write // instead of a single /.`,
  'seed-length': () =>
    'A seed has 32 bytes, which are 64 digits in hex; this one has another length, so a part is missing or too much. Nothing was imported. Copy it again, or enter the words instead.',
  'address-mismatch': ({ beside }) =>
    beside
      ? `The key gives another address than ${beside}, which lies beside it. Nothing was imported. Find out which of the two files is yours, and bring that one alone.`
      : 'The key inside gives another address than the file says: the file was changed, or put together wrongly. Nothing was imported, and your TAO stays under the address that you know. Use another copy, or enter the words of that account.',
  'decrypt-failed': () =>
    'This password does not open it, or the file was changed: nobody can tell which. Nothing was imported, and the file is as it was. Type the password again, slowly; if it stays, use another copy of the file.',
  'format-unsupported': () =>
    'This looks like a key file, but it is written in a form that Kluis does not know, perhaps by a newer program. Nothing was imported, and your TAO is where it was. Export the account again where it works, or enter its words.',
  'kdf-too-expensive': () =>
    'This file asks for more memory or time than any wallet needs, which could bring this device to a halt. It was not opened, and nothing was imported. Export the account again where it works, or enter its words.',

  'public-key-mismatch': () =>
    'The secret belongs to another key than the file says: the file was changed or mislabelled. Nothing was imported. Export the account again where it works.',
  'keyfile-no-key': () =>
    'This is a key file without a key in it. Nothing was imported. Choose the file named coldkey, or one from the hotkeys folder.',
  'keyfile-bad-hex': () =>
    'A key in this file is not written as hex, so it cannot be read. Nothing was imported. The words of this wallet restore it.',
  'keyfile-unknown': () =>
    'Kluis does not recognise this. Nothing was imported. It reads phrases, seeds, addresses, btcli wallets, JSON exports of Polkadot wallets, and its own backups.',
  'keyfile-truncated': () => 'This file is cut off. It was skipped; the original may still be whole in a backup.',
  'crypto-type-unsupported': () =>
    'This file holds a kind of key that Kluis does not know. Nothing was imported. Use the software that made it.',
  'hashed-account': () =>
    'This is a hashed or ML-DSA account, whose key changes with every transaction. Kluis cannot sign for it and did not import its key. You can watch its address.',
  'hashed-descriptor-mismatch': () =>
    'This hashed account does not fit together: its parts name different keys. Nothing was imported. Export it again where it works.',
  'ethereum-key': () => 'This is an Ethereum key. It cannot sign for TAO, so Kluis did not import it. Your TAO is under another key.',
  'password-required': () => 'This file is locked with a password. Enter the one it was saved with.',
  'file-too-large': ({ all }) =>
    all
      ? 'Together these files are more than 64 MB, so this one was left out. Nothing of it was imported. Bring it alone.'
      : 'This file is larger than any key file, so it was not read. Nothing was imported. Choose the file that holds the key.',
  'file-unreadable': () =>
    'The browser was not allowed to read this file, so it was left out. Copy it to your documents folder, or choose it with the button.',
  'file-no-text': () =>
    'This file is not written as UTF-8 text, so its letters cannot be told. Nothing was imported. Save it as a CSV file in UTF-8, and choose that one.',
  'json-truncated': () => 'This export is cut off: its secret part is too short. Nothing was imported. Export the account again.',
  'json-bad-base64': () => 'The secret part of this export was damaged, perhaps by copying. Nothing was imported. Use the file itself.',
  'kdf-invalid': () =>
    'The numbers that say how to open this file are impossible. Nothing was opened. Export the account again where it works.',
  'pkcs8-header': () => 'The password opened the file, but what is inside is not a key. Nothing was imported. Export the account again.',
  'pkcs8-divider': () => 'The password opened the file, but the key inside is not whole. Nothing was imported. Export the account again.',
  'batch-not-list': () =>
    'The password opened this export of several accounts, but there is no list inside. Nothing was imported. Export the accounts again.',
  'too-little-memory': ({ job }) =>
    job === 'write'
      ? 'Writing a file and opening it again takes up to 512 MB of memory, and this device did not give it. Nothing was written, and your wallet is unchanged. Close other programs and try again.'
      : job === 'test'
        ? 'Testing a backup takes up to 512 MB of memory, and this device did not give it. The backup and your wallet are unchanged, and nothing is known of the backup yet. Close other programs and try again.'
        : 'Opening this file takes up to 512 MB of memory, and this device did not give it. Nothing was imported. Close other programs and try again, or enter the words of this wallet instead.',
  'work-stopped': ({ job }) =>
    job === 'write'
      ? 'The work stopped before the file was done, and the browser does not say why. Nothing was written, and your wallet is unchanged. Try again; if it stays, open the browser anew.'
      : job === 'test'
        ? 'The work stopped before the test was done, and the browser does not say why. The backup and your wallet are unchanged, and nothing is known of the backup yet. Try again; if it stays, open the browser anew.'
        : 'The work stopped before it was done, and the browser does not say why. Nothing was imported. Try again; if it stays, open the browser anew.',
  cancelled: ({ held }) =>
    held
      ? 'The keys are no longer held here, because this tab was left or Kluis was locked. Nothing more was imported. Bring them again.'
      : 'Stopped. Nothing was imported.',
  'backup-damaged': ({ one }) =>
    one
      ? 'Its key cannot be read from this backup, so it was left out. Look for it in another copy.'
      : 'The password opened this backup, but a part of it was changed or cut off. Nothing was restored. Use another copy.',
  'not-exportable': () => 'This account has no secret here, so there is nothing to take out. Watched accounts live where their key is.',
  'watch-only': () => 'This account is only watched here: its key is elsewhere, so Kluis cannot sign for it.',
  'is-coldkey': () => 'This is a coldkey of this wallet: it holds your money and is none to be on a server. Name another key as hotkey.',
  'is-hotkey': () => 'This is a hotkey. Hotkeys are less protected and are not for holding TAO. Say first that you mean it.',
  'bth-length': () => 'This looks like a receiving address of a hashed account, but its length is wrong. Copy it again from its source.',
  'bth-prefix': () =>
    'This looks like a receiving address of a kind that Kluis does not know. Copy it again, or ask for an address that begins with 5.',
  'bth-encoding': () => 'This receiving address has characters that it cannot have. Copy it again from its source.',
  'bth-checksum': () => 'This receiving address has a typing mistake: its checksum is wrong. Copy it again from its source.',
  'bth-descriptor': () =>
    'This receiving address describes a kind of account that Kluis does not know. Ask for an address that begins with 5.',
  'hashed-recipient': ({ address }) =>
    `This is the receiving address of a hashed account (${address}). The chain does not know such accounts yet, and money sent there could be lost. Ask for an address that begins with 5 and is not hashed.`,
  'qr-wrong-network': () =>
    'This code was made for another network than Bittensor. Nothing was imported. If it shows an address, paste the address itself: it is converted.',
  'qr-unknown': () =>
    'This code holds nothing that Kluis knows. Nothing was imported. Show the code of an address, or of an account that another wallet exports.',
  'qr-not-found': () => 'There is no readable code in this picture. Take it again: sharp, straight, and the whole code.',
  'no-camera': ({ because }) =>
    because === 'denied'
      ? 'The browser does not let Kluis use the camera. Allow it beside the address of this tab, or use a picture of the code instead.'
      : because === 'busy'
        ? 'The camera gives no picture; perhaps another program is using it. Close that and try again, or use a picture of the code instead.'
        : 'There is no camera here. Use a picture of the code instead.',
  'zip-unreadable': () =>
    'This zip file cannot be unpacked: it is damaged, locked with a password, or larger than a wallet can be. Unpack it yourself and choose the folder.',

  'ss58-base58': () =>
    'This is not an address: it has characters that addresses never have, such as 0, O, I or l. Copy it again from its source.',
  'ss58-length': () => 'This is not an address: its length is wrong. Perhaps a part was not copied.',
  'ss58-checksum': () => 'This address has a typing mistake: its checksum is wrong. Copy it again from its source.',
  'ss58-wrong-prefix': ({ address, prefix }) =>
    `This address belongs to another network (number ${prefix}). The same key on Bittensor is ${address}.`,

  unauthorized: () => `This site may not use this account. ${untouched}`,
  rejected: () => notAnswered,
  'pending-request': () => 'This site has a request waiting already. Answer that one first.',
  expired: () => `The request is too old to be answered. ${untouched} Ask for it again.`,
  'too-many-requests': () => 'Too many requests wait. Answer some of them first.',
  'site-blocked': () => 'Kluis does not answer this site: it is blocked, or it was refused several times and has to wait.',
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
  'message-is-order': () =>
    `The site called this a message, but it is a trading order or may be the hash of one: whoever has it could trade with your stake for you. ${notAnswered}`,
  changed: () => `The request is not what was shown to you. ${untouched} Look at it again, or ask for it again.`,

  offline: () => `No node answers. ${untouched} Your TAO is on the chain and is safe. Check your connection and try again.`,
  'node-address': () =>
    'This is not the address of a node. Nothing was changed and nobody was asked. Write wss:// and then the host and the port, with a path where the operator gave one.',
  'node-unsafe': () =>
    'A node on another machine is only reached encrypted. Nothing was changed and nobody was asked. Write wss:// in front; ws:// is for 127.0.0.1 and localhost with a port.',
  'node-login': () =>
    'A name or a password does not belong into the address of a node. Nothing was changed and nobody was asked. Leave out what stands before the @.',
  'node-known': () => 'This node is in the list already. Nothing was changed. Switch it on there.',
  'node-last': () =>
    'This is the only node that is switched on, and without one nothing can be read or sent. Nothing was changed. Switch on another one first.',
  'node-full': () => 'There are twenty nodes of your own already. Nothing was changed. Remove one that you do not need.',
  'node-answer': ({ message }) => `The node refused to answer${message ? `: “${message}”` : ''}. ${untouched} Try again.`,
  'node-busy': () => `The node allows no more questions for now. ${untouched} Try again in a minute, or choose another node.`,
  'token-other': ({ symbol }) =>
    `This chain counts in ${symbol}, not in TAO. ${untouched} What a site asks for there can be approved; for what you make here, choose a network of Bittensor in Settings.`,
  'nonce-ahead': () =>
    `The node counts transactions of this account that are in no block and that Kluis did not send. ${untouched} If you sent one elsewhere, wait until a block has it and try again; if not, choose another node in Settings.`,
  'stale-head': () =>
    `The newest block that the node tells is more than two minutes old by this computer’s clock, and nobody tells of a newer one. ${untouched} Check the clock, try again in a minute, or choose another node in Settings.`,

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
  'insufficient-funds': () =>
    `There is not enough free TAO for the amount and the fee. ${untouched} Take less, or bring TAO to this account first.`,
  'recipient-too-poor': () =>
    `The recipient's account would hold less than an account needs, so the chain would refuse. ${untouched} Send more.`,
  'would-reap': () => `This leaves less than an account needs. ${untouched} Send it all and close the account, or send less.`,
  'recipient-self': () => `Sender and recipient are the same account. ${untouched}`,
  'not-a-contact': ({ address }) =>
    `You chose to pay contacts and own accounts only${address ? `, and ${address} is neither` : ''}. ${untouched} Add the recipient to your contacts first, or change that choice in Contacts.`,
  'call-missing': ({ call }) =>
    `This chain does not have what this needs${call ? ` (${call})` : ''}. ${untouched} Choose another way; trying again changes nothing.`,
  'stake-same-place': () => `It is there already. ${untouched} Choose another validator or another subnet.`,
  'subnet-closed': ({ netuid }) =>
    `Nothing can be traded or moved on ${netuid ? `subnet ${netuid}` : 'this subnet'} now. ${untouched} Wait until its owner opens it, or choose another one.`,
  'price-untold': ({ netuid }) =>
    `The node tells no price for ${netuid ? `subnet ${netuid}` : 'this subnet'}, so no limit can be set there. ${untouched} Choose another node in Settings, or try it later.`,
  'stake-untold': () => `The node does not tell what is staked. ${untouched} Choose another node in Settings, or try it later.`,
  'validator-unknown': () => `The chain knows no such validator. ${untouched} Choose another one.`,
  'stake-transfer-off': () => `The owner of this subnet does not let stake change hands. ${untouched} Sell it, and send the TAO.`,
  'stake-not-enough': () => `There is less stake than that, or a part of it is locked. ${untouched} Choose a smaller amount.`,
  'stake-held': ({ blocks }) =>
    `The chain still holds this root stake${blocks ? ` (blocks left: ${blocks})` : ''}. ${untouched} Wait until that is over; it goes on earning.`,
  'stake-too-small': () => `It is worth less than the chain moves at once. ${untouched} Choose a larger amount.`,
  'stake-rest-small': ({ rest }) =>
    `So little would stay that the chain would sell it too, at any price. ${untouched} Sell all of it, whole or not at all, or leave ${rest ? `at least ${formatTao(BigInt(rest))}` : 'more'}.`,
  'stake-no-trade': () => `The pool cannot do this trade now. ${untouched} Try a smaller amount, or try it later.`,
  'claim-loss': () =>
    `This claim costs more than it brings: what of its fee is never given back is more than that. ${untouched} Wait until more is waiting.`,
  'shield-unavailable': () =>
    `The order cannot be hidden now: the chain announces no key for it, or only one node shows that key. ${untouched} Try it again in a moment, or switch hiding off for this order.`,
  'shield-under-way': () =>
    `A hidden order of this account is still on its way, and something else would take its place. ${untouched} Wait until it has run or is over, a few minutes at most.`,
}
