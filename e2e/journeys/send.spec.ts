import { decodeAddress, encodeAddress, toHex } from '../../src/units'
import type { Screen } from '../fixtures/driver'
import { until } from '../fixtures/driver'
import { pictureOf, writeFiles } from '../fixtures/keyfiles'
import { expect } from '../fixtures/wallet'
import type { World } from '../fixtures/world'
import { bob, free, TAO } from './answers'
import { askFaucet, askTransfer, connectDapp, fullAddress, PASSWORD, SAY, sees } from './person'
import { type Settled, test } from './settled'
import { save, textOf } from './takeout'

// Whom one pays, and how much: what is checked before anything is built, and what leaves then.

// //Charlie and //Dave of the public development phrase.
const charlie = '5FLSigC9HGRKVhB9FiEo4Y3koPsNmBmLJbpXg2mp1hXcS59Y'
const dave = '5DAAnrj7VHTznn2AWBemMuyBwZWs6FNFjdyVXUeYum3PTXFy'

/** A wallet with TAO in it, at home. */
async function funded(world: World, settled: Settled, amount = '100') {
  await askFaucet(world.driver, world.faucet.url, settled.address, amount)
  await sees(settled.popup, `${amount}.0000`)
  return settled
}
const review = (popup: Screen) => popup.byRole('button', SAY.send.review)
async function addContact(popup: Screen, name: string, address: string): Promise<void> {
  await popup.byLabel(SAY.contacts.address).fill(address)
  await popup.byLabel(SAY.contacts.name).fill(name)
  await popup.byRole('button', SAY.contacts.add).click()
}
async function go(popup: Screen, route: string): Promise<void> {
  await popup.evaluate<void>(`void (location.hash = ${JSON.stringify(route)})`)
}

test('a recipient is checked while it is typed: mistakes, oneself, first time, a hotkey, too little, and payment afterwards', async ({
  world,
  settled,
}) => {
  const { popup, address } = await funded(world, settled)
  const hotkey = dave
  world.chain.chain.overwrite('SubtensorModule', 'Owner', [hotkey], charlie)
  await popup.byRole('button', 'Send').click()
  const to = popup.byLabel(SAY.send.recipient)
  const amount = popup.byLabel(SAY.send.amount)
  await amount.fill('1')
  await to.fill(`${bob.slice(0, -1)}z`)
  await sees(popup, 'typing mistake')
  expect(await review(popup).isEnabled()).toBe(false)
  await to.fill(address)
  await sees(popup, SAY.send.checks.self)
  await to.fill(hotkey)
  await sees(popup, SAY.send.checks.hotkey({ owner: charlie }))
  await to.fill(bob)
  await sees(popup, SAY.send.checks.firstTime)
  await review(popup).click()
  await sees(popup, SAY.approve.risks['first-time-recipient']())
  await popup.byRole('button', /^Send 1/).click()
  await sees(popup, SAY.send.finalNote, 60_000)
  await popup.byRole('button', SAY.send.done).click()
  await popup.byRole('button', 'Send').click()
  await to.fill(bob)
  await sees(popup, /Paid once before, on /)
  // An account that is not there yet needs what the chain asks of every account.
  const nobody = encodeAddress(new Uint8Array(32).fill(77))
  await to.fill(nobody)
  await amount.fill('0.0000001')
  await sees(popup, /keeps no account with less than/)
  expect(await review(popup).isEnabled()).toBe(false)
  await amount.fill('0.0000005')
  await sees(popup, SAY.send.checks.newAccount)
  await until('the form to be ready', () => review(popup).isEnabled())
  // More than there is, is said before anything is signed.
  await amount.fill('1000')
  await sees(popup, 'at most')
  expect(await review(popup).isEnabled()).toBe(false)
})

test('contacts only: nobody else is paid until he is a contact, and a site that asks for it needs the password', async ({
  world,
  settled,
}) => {
  const { driver, demo } = world
  const { popup } = await funded(world, settled)
  await go(popup, '/contacts')
  await popup.byRole('switch', SAY.contacts.only).click()
  await until('the switch to be on', () => popup.byRole('switch', SAY.contacts.only).isChecked())
  await go(popup, '/send')
  await popup.byLabel(SAY.send.recipient).fill(bob)
  await popup.byLabel(SAY.send.amount).fill('2')
  await sees(popup, SAY.send.checks.notContact)
  expect(await review(popup).isEnabled()).toBe(false)
  const page = await driver.openPage(demo.url)
  await connectDapp(driver, page, ['Account 1'])
  await askTransfer(world.chain, page, bob, '1', 'Sign only')
  const window = await driver.approvalWindow()
  await sees(window, SAY.approve.risks['recipient-not-contact']())
  await window.byLabel(SAY.approve.password).waitFor()
  await window.byRole('button', 'Reject').click()
  await window.closed()
  await popup.byRole('button', SAY.send.addContact).click()
  await popup.byLabel(SAY.contacts.name).fill('Bob')
  // Whoever only sits at this wallet makes nobody a contact.
  const add = popup.byRole('button', SAY.contacts.add)
  await sees(popup, SAY.contacts.onlyAsked)
  expect(await add.isEnabled()).toBe(false)
  await popup.byLabel('Password').fill('not the password')
  await add.click()
  await sees(popup, SAY.errors['wrong-password']({}))
  await popup.byLabel('Password').fill(PASSWORD)
  await add.click()
  await sees(popup, SAY.send.checks.contact)
  const before = free(world.chain, bob)
  expect(await popup.byLabel(SAY.send.amount).value()).toBe('2')
  await until('the form to be ready', () => review(popup).isEnabled())
  await review(popup).click()
  await popup.byRole('button', /^Send 2/).click()
  await sees(popup, SAY.send.finalNote, 60_000)
  expect(free(world.chain, bob) - before).toBe(2n * TAO)
  // To pay others again takes the password.
  await go(popup, '/contacts')
  await popup.byRole('switch', SAY.contacts.only).click()
  await popup.byLabel('Password').fill(PASSWORD)
  await popup.byRole('button', SAY.contacts.onlyOff).click()
  await until('the switch to be off', async () => !(await popup.byRole('switch', SAY.contacts.only).isChecked()))
})

test('whoever makes a contact while sending finds the form as it was left: sender, recipient and amount, and the whole list', async ({
  settled,
}) => {
  const { popup } = settled
  await popup.byRole('link', 'Manage this account').click()
  await popup.byRole('link', 'Derive an account').click()
  await popup.byLabel('Name').fill('Second')
  await popup.byRole('button', 'Add an account').click()
  await sees(popup, 'Not backed up yet.')
  await go(popup, '/contacts')
  await popup.byRole('switch', SAY.contacts.only).click()
  await until('the switch to be on', () => popup.byRole('switch', SAY.contacts.only).isChecked())
  const sender = () =>
    popup.evaluate<string>(`(({ options, selectedIndex }) => options[selectedIndex].text)(document.querySelector('select'))`)
  /** What the chain says of the payment pushes the button down when it comes: a press that missed is repeated. */
  const toContact = async (nth = -1) => {
    const name = popup.byLabel(SAY.contacts.name)
    for (let tries = 0; tries < 3; tries++) {
      await popup.byRole('button', SAY.send.addContact).nth(nth).click()
      if (
        await name.waitFor({ timeoutMs: 3_000 }).then(
          () => true,
          () => false,
        )
      )
        return
    }
  }
  const stay = async (name: string) => {
    await popup.byLabel(SAY.contacts.name).fill(name)
    await popup.byLabel('Password').fill(PASSWORD)
    await popup.byRole('button', SAY.contacts.add).click()
  }

  // One recipient, by the address of another network: the contact's form says so too.
  await go(popup, '/send')
  // What it has stands behind its name.
  const second = await until('the second account', () =>
    popup.evaluate<string | undefined>(
      `[...document.querySelectorAll('option')].map(({ text }) => text).find((text) => /^Second · /.test(text))`,
    ),
  )
  await popup.byLabel(SAY.send.from).choose(second)
  const foreign = encodeAddress(decodeAddress(bob).accountId, 0)
  await popup.byLabel(SAY.send.recipient).fill(foreign)
  await popup.byLabel(SAY.send.amount).fill('1,25')
  await toContact()
  await sees(popup, SAY.send.checks.foreign({ prefix: '0' }))
  await popup.byRole('button', 'Back').click()
  const filled = async () => [
    await popup.byLabel(SAY.send.recipient).value(),
    await popup.byLabel(SAY.send.amount).value(),
    (await sender()).replace(/ · .*/, ''),
  ]
  expect(await filled()).toEqual([foreign, '1,25', 'Second'])
  await toContact()
  await stay('Bob')
  await sees(popup, SAY.send.checks.contact)
  expect(await filled()).toEqual([foreign, '1,25', 'Second'])

  // Several: the payment goes along, and the list and what was begun beside it stay.
  await popup.byRole('button', SAY.batch.several).click()
  const list = popup.byLabel(SAY.batch.list)
  expect(await list.value()).toBe(`${foreign};1,25`)
  const lines = `${foreign};1,25\n${charlie};0,5`
  await list.fill(lines)
  await popup.byText(SAY.batch.addTitle).click()
  await popup.byLabel(SAY.send.recipient).fill(dave)
  await popup.byLabel(SAY.send.amount).fill('3')
  await toContact(0)
  await stay('Dave')
  await sees(popup, SAY.send.checks.contact)
  expect(await list.value()).toBe(lines)
  expect(await filled()).toEqual([dave, '3', 'Second'])
  await toContact()
  await stay('Charlie')
  await popup.byRole('button', SAY.batch.add).click()
  expect(await list.value()).toBe(`${lines}\n${dave};3`)
  await until('no line to be stopped', async () => !(await popup.text()).includes(SAY.send.correctFirst))
})

test('an account is emptied: what arrives is told beforehand, to the last rao', async ({ world, settled }) => {
  const { popup, address } = await funded(world, settled)
  const before = free(world.chain, bob)
  await popup.byRole('button', 'Send').click()
  await popup.byLabel(SAY.send.recipient).fill(bob)
  await popup.byLabel(SAY.send.everything).click()
  await sees(popup, SAY.send.arrives)
  await sees(popup, 'Not moved: stake (alpha)')
  const told = /Arrives\s*(99\.\d{9})/.exec(await popup.text())?.[1]?.replace('.', '')
  await review(popup).click()
  await sees(popup, SAY.approve.mayClose)
  await popup.byLabel(SAY.approve.password).fill(PASSWORD)
  await popup.byLabel(SAY.approve.understand).click()
  const everything = popup.byRole('button', SAY.send.sendAll)
  await until('the wait to be over', () => everything.isEnabled(), 20_000)
  await everything.click()
  await sees(popup, SAY.send.finalNote, 60_000)
  expect(String(free(world.chain, bob) - before)).toBe(told)
  expect(free(world.chain, address)).toBe(0n)
})

test('a pasted list is checked line by line, reviewed with its total, and paid in one transaction', async ({ world, settled }) => {
  const { popup, address } = await funded(world, settled)
  await go(popup, '/contacts/new')
  await addContact(popup, 'Workshop', charlie)
  await popup.byRole('heading', SAY.contacts.title).waitFor()
  await go(popup, '/send')
  await popup.byRole('button', SAY.batch.several).click()
  const list = popup.byLabel(SAY.batch.list)
  await list.fill(`${bob},1\nNobody,1\n${bob},1,5`)
  await sees(popup, SAY.batch.wrong({ count: 2 }))
  await sees(popup, SAY.batch.problems['no-contact']({ said: 'Nobody' }))
  expect(await review(popup).isEnabled()).toBe(false)
  await list.fill(`recipient;amount\n${bob};1,5\nWorkshop;2,25\n${bob};0,000000001`)
  await sees(popup, SAY.batch.heading)
  await sees(popup, SAY.batch.twice({ line: '2' }))
  await sees(popup, '3.750000001 τ')
  await until('the list to be ready', () => review(popup).isEnabled())
  const before = [bob, charlie].map((each) => free(world.chain, each))
  await review(popup).click()
  await sees(popup, SAY.approve.several({ count: 3 }))
  await sees(popup, 'Utility.batch_all')
  await popup.byRole('button', /^Send 3\.75.* to 3$/).click()
  await sees(popup, SAY.send.finalNote, 60_000)
  await sees(popup, SAY.send.sentToMany({ count: '3' }))
  expect([bob, charlie].map((each, at) => free(world.chain, each) - (before[at] ?? 0n))).toEqual([1_500_000_001n, 2_250_000_000n])
  expect(world.chain.chain.account(address).nonce).toBe(1)
})

test('contacts go out to a file, and come in from one with what is wrong told by line', async ({ driver, settled }, info) => {
  const { popup } = settled
  const tab = await driver.openImport('/contacts')
  const text = [
    'name,address,note',
    `Anna,${bob},"baker, of bread"`,
    `Wrong,${bob.slice(0, -1)},`,
    `Again,${bob},`,
    `=Carol,${encodeAddress(decodeAddress(charlie).accountId, 0)},`,
  ].join('\n')
  const [file = ''] = await writeFiles(info.outputPath('contacts'), { 'contacts.csv': new TextEncoder().encode(text) })
  await tab.byLabel(SAY.contacts.choose).upload([file])
  await sees(tab, SAY.contacts.found({ count: '2', one: false }))
  await sees(tab, 'Line 3:')
  await sees(tab, SAY.contacts.twiceLines({ count: '1', lines: '4' }))
  await sees(tab, SAY.contacts.foreignLine({ line: '5', name: '=Carol', prefix: '0' }))
  await tab.byRole('button', SAY.contacts.addAll({ count: '2', one: false })).click()
  await sees(tab, SAY.contacts.added({ count: '2', one: false }))
  await tab.byRole('button', SAY.contacts.write({ count: '2', one: false })).click()
  const written = textOf(await save(driver, tab, 'kluis-contacts.csv'))
  expect(written.replace(/^\ufeff/, '')).toBe(`name,address,note\r\n'=Carol,${charlie},""\r\nAnna,${bob},"baker, of bread"\r\n`)
  await go(popup, '/contacts')
  await sees(popup, 'Anna')
  await sees(popup, '=Carol')
})

test('a code in a picture fills the form that sends, and nothing else of it is believed', async ({ driver, settled }, info) => {
  const { popup } = settled
  const files = await writeFiles(info.outputPath('codes'), {
    'pay.png': pictureOf(`bittensor:${bob}?amount=1.5&label=A%20stranger`),
    'foreign.png': pictureOf(`polkadot:${encodeAddress(decodeAddress(bob).accountId, 0)}?amount=7`),
    'words.png': pictureOf('bottom drive obey lake curtain smoke basket hold race lonely fit walk'),
  })
  const tab = await driver.openImport('/scan')
  const close = tab.byRole('button', SAY.bring.usePicture)
  await close.waitFor()
  await tab.press('Escape')
  const chooser = tab.byLabel(SAY.contacts.scanPicture)
  await chooser.upload([files[2] ?? ''])
  await sees(tab, SAY.errors['qr-unknown']({}))
  expect(await tab.url()).not.toContain('bottom')
  await chooser.upload([files[0] ?? ''])
  await tab.byRole('heading', SAY.send.title).waitFor()
  expect(await tab.byLabel(SAY.send.recipient).value()).toBe(bob)
  expect(await tab.byLabel(SAY.send.amount).value()).toBe('1.5')
  // An address of another network stays what it is, and its amount is not one in TAO; what was typed before comes back.
  const id = toHex(decodeAddress(await fullAddress(popup)).accountId)
  const again = await driver.openImport(`/scan/${id}/0,75`)
  await again.byRole('button', SAY.bring.usePicture).waitFor()
  await again.press('Escape')
  await again.byLabel(SAY.contacts.scanPicture).upload([files[1] ?? ''])
  await again.byRole('heading', SAY.send.title).waitFor()
  expect(await again.byLabel(SAY.send.recipient).value()).toBe(encodeAddress(decodeAddress(bob).accountId, 0))
  expect(await again.byLabel(SAY.send.amount).value()).toBe('0,75')
  await sees(again, SAY.send.checks.foreign({ prefix: '0' }))
})

test('a copied address is confirmed by both of its ends, and the words stay until they were compared', async ({ driver, settled }) => {
  const { popup } = settled
  await popup.byRole('button', 'Receive').click()
  const address = await fullAddress(popup)
  await popup.byRole('button', SAY.common.copyAddress).click()
  await popup
    .byRole('status')
    .having(SAY.common.copiedAddress({ start: address.slice(0, 6), end: address.slice(-6) }))
    .waitFor()
  expect(await driver.clipboard(popup)).toBe(address)
})

test('the code of an account is saved as a picture under its name, and a reader finds the address in it', async ({ driver, settled }) => {
  const { popup } = settled
  await popup.byRole('button', 'Receive').click()
  const address = await fullAddress(popup)
  await popup.byRole('button', SAY.takeout.saveQr).click()
  await sees(popup, SAY.takeout.saved)
  const file = await driver.downloaded('Account-1-qr.png')
  const tab = await driver.openImport('/scan')
  await tab.byRole('button', SAY.bring.usePicture).waitFor()
  await tab.press('Escape')
  await tab.byLabel(SAY.contacts.scanPicture).upload([file])
  await tab.byRole('heading', SAY.send.title).waitFor()
  expect(await tab.byLabel(SAY.send.recipient).value()).toBe(address)
})
