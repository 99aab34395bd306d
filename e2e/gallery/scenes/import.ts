import type { AccountView, KeyInput } from '../../../src/messaging'
import { encodeAddress, fromHex, toHex } from '../../../src/units'
import type { Words } from '../../../src/words'
import { type Screen, until } from '../../fixtures/driver'
import { account, accounts, answersOf, contact, longNames, manyAccounts, noSites, SITE, wallet, watched } from '../data'
import type { Answers, Scene } from '../scene'

// The tab where keys come in and backups go out. Its worker really runs: what is opened here are files of fixtures/, whose secrets are
// examples that the whole world knows.

const nothing = (now: number) => wallet(now, { session: { status: 'empty' }, accounts: accounts([]), sites: noSites })

const guarded = (now: number) => wallet(now, { settings: { ...wallet(now).settings, contactsOnly: true } })

const PHRASE = 'bottom drive obey lake curtain smoke basket hold race lonely fit walk'
const SEED = '0xfac7959dbfe72f052e5a0c3c8d6530f202b02fd8f9f5ca3580ec8deb7797479e'
const ON_POLKADOT = '15oF4uVJwmo4TdGW7VfQxNLavjCXviqxT9S1MgbjMNHr6Sp5'
const BACKUP_PASSWORD = 'a password of its own'
const OWN_PASSWORD = 'correct horse battery staple'

const known = (name: string, id: string, more: Partial<AccountView> = {}) =>
  account(name, { id, publicKey: id, address: encodeAddress(fromHex(id)), ...more })
/** The accounts that fixtures/wallet.kluis holds, beside Workshop, which is only watched. */
const daily = known('Daily', '0x46ebddef8cd9bb167dc30878d7113b7e168e6f0646beffd77d69d39bad76b47a')
const savings = known('Savings', '0x108ebb16183a1f7dbc3c3ff36650e9b29a201cf642d3c537960ce49e7e2e3919', { path: '//savings//0' })
const cold = known('Cold storage', '0xa7e7cd12acf4db7e6b5570a39c0ccf83f3b788cb90173cb9db0a57a2e28b879e', {
  type: 'ed25519',
  path: '//cold',
})
const backedUp = [daily, savings, cold, watched('Workshop')]
const ecdsa = account('Bridge', { type: 'ecdsa' })

/** An account as the background keeps it. */
const kept = ({ id, publicKey, type, role, watch, name, secret, saved }: KeyInput): AccountView => {
  const holds = secret?.kind ?? null
  const more = { type, role, watch, holds, path: secret?.path ?? null, savedAt: saved ? 1 : null }
  return known(name || 'Account', id ?? '', { ...more, publicKey: publicKey ?? '' })
}
const keepAll = ({ keys }: { keys: KeyInput[] }) => keys.map((each) => ({ ok: true as const, account: kept(each) }))
const keeping: Answers = { createWallet: keepAll, addAccounts: keepAll, accountsOf: [], mergeBackup: { left: 0 } }

// ---- What a person does ----

/** Waits for the next screen, whose heading must have the focus. */
async function arrive(screen: Screen, heading: string | RegExp): Promise<void> {
  await screen.byRole('heading', heading).waitFor()
  await until('the heading to have the focus', () => screen.evaluate<boolean>(`document.activeElement?.tagName === 'H1'`))
}
const files = (screen: Screen, { bring }: Words, ...names: string[]) =>
  screen.byLabel(bring.chooseFiles).upload(names.map((name) => `e2e/gallery/fixtures/${name}`))
/** Gives files that are made up here, each with its path in a folder. @param size of a file that is only large */
const madeUp = (screen: Screen, label: string, made: readonly { path: string; text?: string; size?: number }[]) =>
  screen.evaluate<void>(`(() => {
    const box = new DataTransfer()
    for (const { path, text, size } of ${JSON.stringify(made)}) {
      const file = new File([size ? new Uint8Array(size) : text], path.split('/').at(-1))
      Object.defineProperty(file, 'webkitRelativePath', { value: path })
      box.items.add(file)
    }
    const chooser = document.querySelector('input[type=file][aria-label=' + CSS.escape(${JSON.stringify(label)}) + ']')
    // A list of its own: the way to each file is lost in the list that the browser copies.
    Object.defineProperty(chooser, 'files', { value: box.files, configurable: true })
    chooser.dispatchEvent(new Event('change', { bubbles: true }))
    delete chooser.files
  })()`)
/** Lets a text fall beside everything that is on the tab. */
const dropText = (screen: Screen, text: string) =>
  screen.evaluate<void>(`(() => {
    const data = new DataTransfer()
    data.setData('text/plain', ${JSON.stringify(text)})
    document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data }))
  })()`)
const publicFile = ({ address }: AccountView) => JSON.stringify({ ss58Address: address })

async function look(screen: Screen, { bring }: Words, text: string): Promise<void> {
  await screen.byLabel(bring.secret).fill(text)
  await screen.byRole('button', bring.look).click()
}
const toTheCheck = async (screen: Screen, words: Words, text: string): Promise<void> => {
  await look(screen, words, text)
  await arrive(screen, /\?$/)
}
/** Chooses files and goes on with all that are ticked. */
async function goOn(screen: Screen, { bring }: Words, count: number): Promise<void> {
  await arrive(screen, new RegExp(bring.chooseTitle({ wallets: 0, keys: 9 }).split(' ').at(-1) ?? ''))
  await screen.byRole('button', bring.next({ count })).click()
}
async function openWith(screen: Screen, { bring, common }: Words, password: string): Promise<void> {
  await arrive(screen, bring.passwordTitle)
  await screen.byLabel(common.password).fill(password)
  await screen.byRole('button', bring.open).click()
}
async function toTheBackup(screen: Screen, words: Words, name = 'wallet.kluis', count = 5): Promise<void> {
  await files(screen, words, name)
  await openWith(screen, words, BACKUP_PASSWORD)
  await arrive(screen, words.bring.checkBackup({ count }))
}
async function keep(screen: Screen, { bring }: Words, count: number, heading: string): Promise<void> {
  await screen.byRole('button', bring.keep({ count })).click()
  await arrive(screen, heading)
}
const sees = (screen: Screen, text: string) =>
  until(`the screen to say ${text}`, () => screen.evaluate<boolean>(`document.body.innerText.includes(${JSON.stringify(text)})`))

// ---- Keys that come in ----

const everyWatch = [
  { path: 'address.txt', text: ON_POLKADOT },
  ...(['External', 'Hardware', 'Multisig'] as const).map((kind) => {
    const name = { External: 'Phone', Hardware: 'Ledger', Multisig: 'Board' }[kind]
    const { publicKey } = account(name)
    // A polkadot-js file without a password and without a secret: head, divider, public key.
    const head = '0x3053020101300506032b657004220420a123032100'
    return {
      path: `${name}.json`,
      text: JSON.stringify({
        encoded: `${head}${publicKey.slice(2)}`,
        encoding: { content: ['pkcs8', 'sr25519'], type: ['none'], version: '3' },
        address: account(name).address,
        meta: { name, isExternal: true, [`is${kind}`]: true },
      }),
    }
  }),
  {
    path: 'hashed/coldkeypub.txt',
    text: '{"accountId":"0x7c6ab3cbbf3410b45d54728cdf13398398c4c948dde7cd98747b052e01e62bb9","publicKey":"0x7c6ab3cbbf3410b45d54728cdf13398398c4c948dde7cd98747b052e01e62bb9","ss58Address":"5EsqVVbaC83Q5pCTsggahj2BWLhEgj5ZNqMwwx3ytaYywNWG","cryptoType":4,"accountType":"hashed","signingScheme":"sr25519","hashedDescriptor":"0x0101324700789cef1754021891c26935b000dd8b91fe5ee50d7a6de597950fb10521"}',
  },
]
const seedFile = (name: string) => ({ path: `wallets/${name}/coldkey`, text: JSON.stringify({ secretSeed: account(name).id }) })
const many = Array.from({ length: 120 }, (_, at) => account(`Wallet ${at + 1}`))
const manyFiles = many.map((each, at) => ({ path: `wallets/wallet-${at + 1}/coldkeypub.txt`, text: publicFile(each) }))
const hotkeys = Array.from({ length: 40 }, (_, at) => ({
  path: `wallets/pool/hotkeys/miner-${at + 1}`,
  text: JSON.stringify({ secretSeed: account(`Miner ${at + 1}`).id }),
}))
/** As btcli writes them, with the address beside the secret. */
const pool = hotkeys.map(({ path, text }, at) => ({
  path,
  text: JSON.stringify({ ...JSON.parse(text), ss58Address: account(`Miner ${at + 1}`).address }),
}))

/** What begins and is as long as an old keyfile of btcli that is locked; no password opens it. */
const SEALED = `gAAA${'A'.repeat(94)}==`
/** Two machines had a wallet of the name that btcli gives by itself. */
const twins = ['laptop', 'the rig in the cellar of my grandmother'].flatMap((machine, at) => [
  { path: `backup/${machine}/wallets/default/coldkey`, text: SEALED },
  { path: `backup/${machine}/wallets/default/coldkeypub.txt`, text: publicFile(account(machine)) },
  { path: `backup/${machine}/wallets/default/hotkeys/miner`, text: hotkeys[at]?.text ?? '' },
])

type Steps = NonNullable<Scene['steps']>
const scene = (name: string, steps?: Steps, more: Partial<Scene> = {}): Scene => ({
  name: `import-${name}`,
  page: 'import',
  route: '/',
  views: wallet,
  answers: keeping,
  ...(steps ? { steps } : {}),
  ...more,
})
const typing = (text: string, more: Steps = async () => undefined): Steps => {
  return async (screen, words) => {
    await screen.byLabel(words.bring.secret).fill(text)
    await more(screen, words)
  }
}
const show: Steps = (screen, { bring }) => screen.byRole('button', bring.showSecret).click()
const open: Steps = (screen, { bring }) => screen.byText(bring.advanced).click()
/** Looks at what cannot be read, and waits for the sentence. */
const refuses = (text: string, said: (words: Words) => string): Steps => {
  return async (screen, words) => {
    await look(screen, words, text)
    await screen.byText(said(words)).waitFor()
  }
}
const refusesFile = (name: string, said: (words: Words) => string): Steps => {
  return async (screen, words) => {
    await files(screen, words, name)
    await screen.byText(said(words)).waitFor()
  }
}

const bringing: readonly Scene[] = [
  scene('empty', undefined, { views: nothing, walked: true, narrow: true }),
  scene('existing', undefined, { walked: true }),
  scene('what', async (screen, { bring }) => screen.byText(bring.what).click()),
  scene('words', typing('bottom drive obey lake cur')),
  scene('words-shown', typing(PHRASE.replace('lonely', 'lonley'), show), { narrow: true }),
  scene('seed-shown', typing(SEED, show)),
  scene(
    'words-wrong',
    refuses(PHRASE.replace('lonely', 'lonley'), ({ errors }) => errors['mnemonic-word']({ position: '10' })),
  ),
  scene(
    'words-order',
    refuses(PHRASE.replace('bottom drive', 'drive bottom'), ({ errors }) => errors['mnemonic-checksum']({})),
  ),
  scene('advanced', typing(PHRASE, open), { narrow: true }),
  scene(
    'path-wrong',
    typing(PHRASE, async (screen, words) => {
      await open(screen, words)
      await screen.byLabel(words.bring.path).fill('staking')
      await screen.byRole('button', words.bring.look).click()
      await screen.byText(words.errors['suri-path']({ path: 'staking' })).waitFor()
    }),
  ),
  scene(
    'unknown',
    refusesFile('wallets/notes.txt', ({ errors }) => errors['keyfile-unknown']({})),
  ),
  scene('nothing', async (screen, { bring }) => {
    await screen.evaluate(
      `void document.querySelector('.dropzone').dispatchEvent(new DragEvent('drop', { bubbles: true, dataTransfer: new DataTransfer() }))`,
    )
    await screen.byText(bring.nothing).waitFor()
  }),
  scene('words-dropped', async (screen, words) => {
    await dropText(screen, PHRASE.replaceAll(' ', '\r\n'))
    await screen.byText(words.bring.wordCount({ count: 12 })).waitFor()
    await show(screen, words)
  }),
  scene('too-large', async (screen, { bring, errors }) => {
    await madeUp(screen, bring.chooseFiles, [{ path: 'film.mp4', size: 68_000_000 }])
    await screen.byText(errors['file-too-large']({})).waitFor()
  }),
  scene(
    'zip-unreadable',
    refusesFile('locked.zip', ({ errors }) => errors['zip-unreadable']({})),
  ),
  scene('no-code', async (screen, { bring, errors }) => {
    await screen.evaluate(`new Promise((done) => Object.assign(document.createElement('canvas'), { width: 64, height: 64 }).toBlob((blob) => {
      const box = new DataTransfer()
      box.items.add(new File([blob], 'photo.png'))
      const chooser = document.querySelector('input[type=file][aria-label=' + CSS.escape(${JSON.stringify(bring.chooseFiles)}) + ']')
      chooser.files = box.files
      chooser.dispatchEvent(new Event('change', { bubbles: true }))
      done(0)
    }))`)
    await screen.byText(errors['qr-not-found']({})).waitFor()
  }),
  scene('camera', async (screen, { bring }) => {
    await screen.evaluate(`void Object.defineProperty(navigator.mediaDevices, 'getUserMedia', { configurable: true, value: async () =>
      Object.assign(document.createElement('canvas'), { width: 320, height: 240 }).captureStream() })`)
    await screen.byRole('button', bring.scan).click()
    await screen.byText(bring.cameraText).waitFor()
  }),
  scene('camera-denied', async (screen, { bring, errors }) => {
    await screen.evaluate(`void Object.defineProperty(navigator.mediaDevices, 'getUserMedia', { configurable: true, value: async () => {
      throw new DOMException('', 'NotAllowedError')
    } })`)
    await screen.byRole('button', bring.scan).click()
    await screen.byText(errors['no-camera']({ because: 'denied' })).waitFor()
  }),
  scene('no-camera', async (screen, { bring, errors }) => {
    await screen.evaluate(`void Object.defineProperty(navigator.mediaDevices, 'getUserMedia', { configurable: true, value: async () => {
      throw new DOMException('', 'NotFoundError')
    } })`)
    await screen.byRole('button', bring.scan).click()
    await screen.byText(errors['no-camera']({})).waitFor()
  }),
]

const choosing: readonly Scene[] = [
  scene(
    'choose',
    async (screen, { bring }) => {
      await screen.byLabel(bring.chooseFolder).upload(['e2e/gallery/fixtures/wallets'])
      await arrive(screen, bring.chooseTitle({ wallets: 3, keys: 5 }))
    },
    { narrow: true, walked: true },
  ),
  scene('choose-many', async (screen, { bring }) => {
    await madeUp(screen, bring.chooseFolder, [...pool, ...manyFiles.slice(0, 20)])
    await arrive(screen, bring.chooseTitle({ wallets: 21, keys: 60 }))
  }),
  scene('choose-long', async (screen, { bring }) => {
    const made = longNames.map((each) => ({ path: `wallets/${each.name}/coldkeypub.txt`, text: publicFile(each) }))
    await madeUp(screen, bring.chooseFolder, [...made, { path: `${'a-very-long-folder-name/'.repeat(4)}readme`, text: 'no key' }])
    await arrive(screen, bring.chooseTitle({ wallets: 5, keys: 5 }))
  }),
  scene('choose-twins', async (screen, { bring }) => {
    await madeUp(screen, bring.chooseFolder, twins)
    await arrive(screen, bring.chooseTitle({ wallets: 2, keys: 4 }))
  }),
  scene('choose-refused', async (screen, words) => {
    await files(screen, words, 'wallets/notes.txt', 'wallets/lost/coldkey', 'locked.zip')
    await arrive(screen, words.bring.chooseNone)
  }),
]

const passwords: readonly Scene[] = [
  scene(
    'password',
    async (screen, words) => {
      await files(screen, words, 'export.json')
      await arrive(screen, words.bring.passwordTitle)
    },
    { narrow: true, walked: true },
  ),
  scene('password-wrong', async (screen, words) => {
    await files(screen, words, 'export.json')
    await openWith(screen, words, 'not this one')
    await screen.byText(words.errors['decrypt-failed']({})).waitFor()
  }),
  scene('password-slow', async (screen, words) => {
    await files(screen, words, 'wallets/default/coldkey')
    await arrive(screen, words.bring.passwordTitle)
  }),
  scene('password-opening', async (screen, words) => {
    await files(screen, words, 'wallets/default/coldkey')
    await openWith(screen, words, 'golden-test-password')
    await sees(screen, words.bring.openingSeconds({ seconds: 1 }))
  }),
  scene('password-several', async (screen, words) => {
    await screen.byLabel(words.bring.chooseFolder).upload(['e2e/gallery/fixtures/wallets'])
    await goOn(screen, words, 3)
    await arrive(screen, words.bring.passwordTitle)
  }),
  scene('password-twins', async (screen, words) => {
    await madeUp(screen, words.bring.chooseFolder, twins)
    await goOn(screen, words, 2)
    await arrive(screen, words.bring.passwordTitle)
  }),
  scene('password-next', async (screen, words) => {
    await files(screen, words, 'several.json')
    await openWith(screen, words, 'export-password')
    await sees(screen, words.bring.passwordsLeft({ count: 2 }))
  }),
]

const checking: readonly Scene[] = [
  scene('check', (screen, words) => toTheCheck(screen, words, PHRASE), { narrow: true, walked: true }),
  scene('check-path', async (screen, words) => {
    await open(screen, words)
    await screen.byLabel(words.bring.path).fill('//savings//0')
    await screen.byLabel(words.bring.passphrase).fill('boat')
    await toTheCheck(screen, words, PHRASE)
  }),
  scene('check-one-of', (screen, words) => toTheCheck(screen, words, SEED), { narrow: true }),
  scene('check-one-of-chosen', async (screen, words) => {
    await toTheCheck(screen, words, SEED)
    await screen.byRole('radio', /ed25519/).click()
  }),
  scene('check-words-in-a-file', async (screen, words) => {
    await madeUp(screen, words.bring.chooseFiles, [{ path: 'my words.txt', text: PHRASE }])
    await arrive(screen, words.bring.checkTitle({ count: 1 }))
    await screen.byText(words.bring.otherKinds).click()
  }),
  scene(
    'check-weak',
    async (screen, words) => {
      await files(screen, words, 'old.json')
      await openWith(screen, words, 'a password that is longer than thirty-two bytes')
      await arrive(screen, words.bring.checkTitle({ count: 1 }))
      await screen.byText(words.bring.weaklyEncrypted).waitFor()
    },
    { narrow: true },
  ),
  scene('check-foreign', (screen, words) => toTheCheck(screen, words, ON_POLKADOT)),
  scene('check-watched', async (screen, words) => {
    await madeUp(screen, words.bring.chooseFiles, everyWatch)
    await goOn(screen, words, 5)
    await arrive(screen, words.bring.checkTitle({ count: 5 }))
  }),
  scene('check-ethereum', async (screen, words) => {
    await look(screen, words, '0x6Fac4D18c912343BF86fa7049364Dd4E424Ab9C0')
    await arrive(screen, words.bring.checkNone)
  }),
  scene('check-here', (screen, words) => toTheCheck(screen, words, PHRASE), { answers: { ...keeping, accountsOf: [daily] } }),
  scene('check-upgrade', (screen, words) => toTheCheck(screen, words, PHRASE), {
    answers: { ...keeping, accountsOf: [{ ...daily, name: 'Seen at the exchange', role: 'watch', watch: 'address', holds: null }] },
  }),
  scene(
    'check-several',
    async (screen, words) => {
      await madeUp(screen, words.bring.chooseFolder, [
        ...[seedFile('savings'), seedFile('travel'), hotkeys[0], hotkeys[1]].flatMap((each) => each ?? []),
        { path: 'wallets/cold/coldkeypub.txt', text: publicFile(savings) },
        { path: 'wallets/damaged/coldkey', text: '{"secretSeed":"0xzz"}' },
      ])
      await arrive(screen, words.bring.chooseTitle({ wallets: 5, keys: 6 }))
      await screen.byRole('checkbox', 'miner-1').click()
      await screen.byRole('button', words.bring.next({ count: 5 })).click()
      await arrive(screen, words.bring.checkTitle({ count: 4 }))
      await screen.byText(words.bring.nameAndUse).nth(0).click()
    },
    { narrow: true },
  ),
  scene('check-hotkey', async (screen, words) => {
    await toTheCheck(screen, words, PHRASE)
    await screen.byText(words.bring.roles.hotkey).click()
  }),
  scene('check-backup', (screen, words) => toTheBackup(screen, words)),
  // In a new wallet everything is ticked, and what is not wanted is taken out.
  scene(
    'check-backup-new',
    async (screen, words) => {
      await toTheBackup(screen, words)
      for (const name of [/^Miner, /, 'Boat club']) await screen.byRole('checkbox', name).click()
    },
    { views: nothing, narrow: true },
  ),
  // Whom it paid and which nodes it asked, each with its tick: nodes come in off, and the switch is only ever put on.
  scene(
    'check-backup-protected',
    async (screen, words) => {
      await toTheBackup(screen, words, 'protected.kluis')
      await screen.byRole('checkbox', words.contacts.only).focus()
    },
    { views: nothing, narrow: true },
  ),
  scene(
    'check-backup-guarded',
    async (screen, words) => {
      await toTheBackup(screen, words, 'protected.kluis')
      await screen.byLabel(words.common.password).fill('another one')
      await screen.byRole('button', words.bring.keep({ count: 5 })).click()
      await screen.byText(words.errors['wrong-password']({})).waitFor()
    },
    { views: guarded, answers: { ...keeping, addAccounts: { error: { code: 'wrong-password', facts: {} } } }, narrow: true },
  ),
  scene('check-backup-more', async (screen, words) => {
    await toTheBackup(screen, words, 'many.kluis', 3)
    await screen.byRole('checkbox', 'https://stake.example').click()
    await screen.byRole('button', words.bring.showMore({ count: 14 })).focus()
  }),
  scene('check-more', async (screen, words) => {
    await madeUp(screen, words.bring.chooseFolder, manyFiles)
    await goOn(screen, words, 120)
    await arrive(screen, words.bring.checkTitle({ count: 120 }))
    await screen.byRole('button', words.bring.showMore({ count: 50 })).focus()
  }),
  scene('check-long', async (screen, words) => {
    const made = longNames.map(({ name, id }) => ({ path: `wallets/${name}/coldkey`, text: JSON.stringify({ secretSeed: id }) }))
    await madeUp(screen, words.bring.chooseFolder, made)
    await goOn(screen, words, 5)
    await arrive(screen, words.bring.checkTitle({ count: 5 }))
  }),
  scene(
    'check-failed',
    async (screen, words) => {
      await toTheCheck(screen, words, PHRASE)
      await screen.byRole('button', words.bring.keep({ count: 1 })).click()
      await screen.byText(words.errors['storage-failed']({})).waitFor()
    },
    { answers: { ...keeping, addAccounts: { error: { code: 'storage-failed', facts: {} } } } },
  ),
  scene(
    'check-keeping',
    async (screen, words) => {
      await madeUp(screen, words.bring.chooseFolder, manyFiles)
      await goOn(screen, words, 120)
      await arrive(screen, words.bring.checkTitle({ count: 120 }))
      await screen.byRole('button', words.bring.keep({ count: 120 })).click()
      await sees(screen, words.bring.keeping({ done: 50, of: 120 }))
    },
    { answers: { ...keeping, addAccounts: ({ keys }) => (keys.some(({ id }) => id === many[0]?.id) ? keepAll({ keys }) : 'never') } },
  ),
  scene(
    'choose-password',
    async (screen, words) => {
      await toTheCheck(screen, words, PHRASE)
      await keep(screen, words, 1, words.onboarding.passwordTitle)
    },
    { views: nothing },
  ),
]

const added =
  (done: number) =>
  ({ bring }: Words) =>
    bring.doneTitle({ count: done })
const ending: readonly Scene[] = [
  scene(
    'done',
    async (screen, words) => {
      await toTheCheck(screen, words, PHRASE)
      await keep(screen, words, 1, added(1)(words))
    },
    { narrow: true, walked: true },
  ),
  scene('done-unsaved', async (screen, words) => {
    await madeUp(screen, words.bring.chooseFolder, [seedFile('savings'), ...hotkeys.slice(0, 1)])
    await arrive(screen, words.bring.chooseTitle({ wallets: 2, keys: 2 }))
    await screen.byRole('checkbox', 'miner-1').click()
    await screen.byRole('button', words.bring.next({ count: 2 })).click()
    await arrive(screen, words.bring.checkTitle({ count: 2 }))
    await keep(screen, words, 2, added(2)(words))
  }),
  scene(
    'done-some',
    async (screen, words) => {
      await madeUp(screen, words.bring.chooseFolder, [
        ...['savings', 'travel', 'boat'].map(seedFile),
        { path: 'wallets/damaged/coldkey', text: '{"secretSeed":"0xzz"}' },
      ])
      await goOn(screen, words, 4)
      await arrive(screen, words.bring.checkTitle({ count: 3 }))
      await keep(screen, words, 3, added(2)(words))
    },
    {
      answers: {
        ...keeping,
        addAccounts: ({ keys }) =>
          keepAll({ keys }).map((each, at) =>
            at === 1 ? { ok: false, id: null, code: 'duplicate-account', facts: { name: 'Holidays' } } : each,
          ),
      },
    },
  ),
  scene(
    'done-none',
    async (screen, words) => {
      await toTheCheck(screen, words, PHRASE)
      await keep(screen, words, 1, added(0)(words))
    },
    { answers: { ...keeping, addAccounts: [{ ok: false, id: null, code: 'duplicate-account', facts: { name: 'Daily' } }] } },
  ),
  scene('done-restored', async (screen, words) => {
    await toTheBackup(screen, words)
    await keep(screen, words, 5, added(5)(words))
  }),
  scene(
    'done-no-room',
    async (screen, words) => {
      await toTheBackup(screen, words)
      await screen.byRole('checkbox', 'Boat club').click()
      await keep(screen, words, 5, added(5)(words))
      await screen.byText(/5[.,]000/).waitFor()
    },
    { answers: { ...keeping, mergeBackup: { left: 1 } } },
  ),
]

// ---- What leaves as a file ----

const crowd = manyAccounts(300)
const signing = [daily, savings, cold, ecdsa, ...longNames]
const exporting: Answers = {
  ...answersOf(signing),
  revealSecrets: [{ account: daily, secret: { kind: 'phrase', phrase: PHRASE, passphrase: '', path: '', type: 'sr25519' } }],
}
const holding = (all: readonly AccountView[]) => (now: number) => wallet(now, { accounts: accounts(all) })
const outOf = (name: string, route: string, steps?: Steps, more: Partial<Scene> = {}): Scene => ({
  name,
  page: 'import',
  route,
  views: holding(signing),
  answers: exporting,
  ...(steps ? { steps } : {}),
  ...more,
})
async function fill(screen: Screen, { takeout, onboarding }: Words, label: string): Promise<void> {
  await screen.byLabel(label).fill(BACKUP_PASSWORD)
  await screen.byLabel(onboarding.repeat).fill(BACKUP_PASSWORD)
  await screen.byLabel(takeout.ownPassword).fill(OWN_PASSWORD)
}
async function write(screen: Screen, words: Words): Promise<void> {
  await screen.byLabel(daily.name).waitFor()
  await fill(screen, words, words.takeout.newPassword)
  await screen.byRole('button', words.takeout.write).click()
}
const forOne = `/export/${daily.id}`
const kind = (screen: Screen, { takeout }: Words, which: 'coldkey' | 'pub') => screen.byLabel(takeout.formats[which]).click()

const exports: readonly Scene[] = [
  outOf('export', forOne, (screen) => screen.byLabel(daily.name).waitFor(), { narrow: true, walked: true }),
  outOf('export-several', '/export', async (screen) => {
    for (const { name } of [daily, savings]) await screen.byLabel(name).click()
  }),
  outOf(
    'export-many',
    '/export',
    async (screen) => {
      for (const { name } of crowd.slice(0, 5)) await screen.byRole('checkbox', name).click()
      await screen.byRole('checkbox', 'Account 8').click()
    },
    { views: holding(crowd), answers: answersOf(crowd) },
  ),
  // The account that the person came from stands far down the list, which goes there by itself.
  outOf('export-far', `/export/${crowd[280]?.id}`, (screen) => screen.byRole('checkbox', 'Account 281').waitFor(), {
    views: holding(crowd),
    answers: answersOf(crowd),
  }),
  outOf('export-none', '/export', (screen, { takeout }) => screen.byText(takeout.none).waitFor(), {
    views: holding([watched('Workshop')]),
  }),
  outOf('export-coldkey', forOne, async (screen, words) => {
    await screen.byLabel(daily.name).waitFor()
    await kind(screen, words, 'coldkey')
  }),
  outOf('export-ecdsa', `/export/${ecdsa.id}`, async (screen, words) => {
    await screen.byLabel(ecdsa.name).waitFor()
    await kind(screen, words, 'coldkey')
  }),
  outOf('export-weak', forOne, async (screen, { takeout, onboarding }) => {
    await screen.byLabel(daily.name).waitFor()
    await screen.byRole('checkbox', new RegExp(takeout.compatible)).click()
    await screen.byLabel(takeout.newPassword).fill('short')
    await screen.byLabel(onboarding.repeat).fill('other')
    await screen.byText(onboarding.differs).waitFor()
  }),
  outOf('export-writing', forOne, write, { answers: { ...exporting, revealSecrets: 'never' } }),
  outOf(
    'export-wrong-password',
    forOne,
    async (screen, words) => {
      await write(screen, words)
      await screen.byText(words.errors['wrong-password']({})).waitFor()
    },
    { answers: { ...exporting, revealSecrets: { error: { code: 'wrong-password', facts: {} } } } },
  ),
  outOf(
    'export-ready',
    forOne,
    async (screen, words) => {
      await write(screen, words)
      await arrive(screen, words.takeout.ready)
    },
    { narrow: true, walked: true },
  ),
  outOf('export-saved', forOne, async (screen, words) => {
    await screen.byLabel(daily.name).waitFor()
    await kind(screen, words, 'pub')
    await screen.byRole('button', words.takeout.write).click()
    await arrive(screen, words.takeout.ready)
    await screen.byRole('button', words.takeout.save({ name: 'coldkeypub.txt' })).click()
    await screen.byText(words.takeout.saved).waitFor()
  }),
]

const inRecord = (n: number) => (each: AccountView) => ({ ...each, recordId: `0x${`0${n}`.repeat(16)}` })
const wholeWallet = {
  records: [{ recordId: `0x${'01'.repeat(16)}`, kindCode: 1, payload: toHex(new TextEncoder().encode(PHRASE)) }],
  accounts: [daily, savings, cold].map(inRecord(1)),
  contacts: [contact('Exchange')].map(({ id, name, note }) => ({ id, name, note })),
  sites: [{ origin: SITE, accounts: [daily.id], grantedAt: 1, lastUsedAt: 2 }],
  blocked: ['https://evil.example'],
  settings: { contactsOnly: false, nodes: { finney: [], testnet: [] } },
}
/** An account whose record the vault did not give out. */
const lost = inRecord(9)
async function backUp(screen: Screen, words: Words): Promise<void> {
  await fill(screen, words, words.takeout.backupPassword)
  await screen.byRole('button', words.takeout.backupWrite).click()
}
const backups: readonly Scene[] = [
  outOf('backup', '/backup', undefined, { narrow: true, walked: true }),
  outOf('backup-writing', '/backup', backUp, { answers: { exportWallet: 'never' } }),
  outOf(
    'backup-wrong-password',
    '/backup',
    async (screen, words) => {
      await backUp(screen, words)
      await screen.byText(words.errors['wrong-password']({})).waitFor()
    },
    { answers: { exportWallet: { error: { code: 'wrong-password', facts: {} } } } },
  ),
  outOf(
    'backup-not-whole',
    '/backup',
    async (screen, words) => {
      await backUp(screen, words)
      await screen.byText(words.takeout.backupNotWhole({ names: `${cold.name}, ${ecdsa.name}` })).waitFor()
    },
    {
      answers: { exportWallet: { ...wholeWallet, accounts: [...wholeWallet.accounts.slice(0, 2), lost(cold), lost(ecdsa)] } },
      narrow: true,
    },
  ),
  outOf(
    'backup-saved',
    '/backup',
    async (screen, words) => {
      await backUp(screen, words)
      await arrive(screen, words.takeout.ready)
      await screen.byRole('button', /\.kluis/).click()
      await screen.byText(words.takeout.saved).waitFor()
      // What counts as saved already is not asked about.
      await screen.byRole('button', words.takeout.confirm).waitFor({ state: 'hidden' })
    },
    { answers: { exportWallet: wholeWallet }, narrow: true, walked: true },
  ),
  outOf(
    'backup-unsaved',
    '/backup',
    async (screen, words) => {
      await backUp(screen, words)
      await arrive(screen, words.takeout.ready)
      await screen.byRole('button', /\.kluis/).click()
      await screen.byText(words.takeout.confirmAsk({ count: 1 })).waitFor()
    },
    {
      answers: {
        exportWallet: { ...wholeWallet, accounts: wholeWallet.accounts.map((each, at) => ({ ...each, savedAt: at ? 1 : null })) },
      },
    },
  ),
]

const chooseBackup = (screen: Screen, { takeout }: Words, name: string) =>
  screen.byLabel(takeout.drillChoose).upload([`e2e/gallery/fixtures/${name}`])
async function drill(screen: Screen, words: Words, name: string, password = BACKUP_PASSWORD): Promise<void> {
  await chooseBackup(screen, words, name)
  await screen.byLabel(words.takeout.backupPassword).fill(password)
  await screen.byRole('button', words.takeout.drillOpen).click()
}
const drills: readonly Scene[] = [
  outOf('drill', '/drill', undefined, { narrow: true, walked: true }),
  outOf('drill-no-backup', '/drill', async (screen, words) => {
    await chooseBackup(screen, words, 'export.json')
    await screen.byText(words.takeout.noBackup).waitFor()
  }),
  outOf(
    'drill-chosen',
    '/drill',
    async (screen, words) => {
      await chooseBackup(screen, words, 'wallet.kluis')
      await screen.byLabel(words.takeout.backupPassword).waitFor()
    },
    { walked: true },
  ),
  outOf('drill-wrong-password', '/drill', async (screen, words) => {
    await drill(screen, words, 'wallet.kluis', 'not this one')
    await screen.byText(words.errors['decrypt-failed']({})).waitFor()
  }),
  outOf(
    'drill-good',
    '/drill',
    async (screen, words) => {
      await drill(screen, words, 'wallet.kluis')
      await arrive(screen, words.takeout.drillGood)
    },
    { answers: answersOf(backedUp), narrow: true },
  ),
  outOf(
    'drill-missing',
    '/drill',
    async (screen, words) => {
      await drill(screen, words, 'wallet.kluis')
      await arrive(screen, words.takeout.drillGood)
    },
    { answers: answersOf([...backedUp, ...longNames, account('Travel'), account('Boat')]) },
  ),
  outOf(
    'drill-bad',
    '/drill',
    async (screen, words) => {
      await drill(screen, words, 'wrong.kluis')
      await arrive(screen, words.takeout.drillBadTitle)
    },
    { answers: answersOf(backedUp) },
  ),
  outOf(
    'drill-empty',
    '/drill',
    async (screen, words) => {
      await drill(screen, words, 'wallet.kluis')
      await arrive(screen, words.takeout.drillGood)
    },
    { views: nothing },
  ),
]

/** Every screen of the tab where keys come in and backups go out. */
export const importScenes: readonly Scene[] = [
  ...bringing,
  ...choosing,
  ...passwords,
  ...checking,
  ...ending,
  ...exports,
  ...backups,
  ...drills,
]
