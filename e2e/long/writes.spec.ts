import { open } from '../../src/storage/envelope'
import { readCopies } from '../fixtures/copies'
import type { Driver, Screen } from '../fixtures/driver'
import { expect, test } from '../fixtures/wallet'
import { KNOWN, makeVault, PASSWORD } from '../journeys/person'
import { type Chance, createChance, rest } from './chance'
import { addPhrase, askWallet, listAccounts, readViews } from './inside'

// Firefox takes several times as long to start again.
const ROUNDS = { chromium: 200, firefox: 50 }
/** The vault grows by these, and has room for a thousand. */
const ADDED_PER_ROUND = 3

/** Numbers that only rise: at a death the disk may hold what was reported last, or the one write that was on its way. */
type Line = { reported: number; tried: number }
type Told = { name: Line; settings: Line; accounts: Set<string>; secrets: number }

const nameOf = (n: number) => `Write ${n}`
const themes = ['system', 'light', 'dark'] as const
const languages = ['system', 'en'] as const
/** Twelve looks in turn, so that an older one cannot be taken for a newer one. */
const settingsOf = (n: number) => ({ theme: themes[n % 3] ?? 'dark', language: languages[n % 2] ?? 'en', hideAmounts: n % 4 > 1 }) as const
const possible = ({ reported, tried }: Line) => Array.from({ length: tried - reported + 1 }, (_, at) => reported + at)

/** Writes to three boxes at once, without a pause, until the background is gone. `acknowledged` is called after every write that was reported. */
function writeOn(popup: Screen, told: Told, first: string, acknowledged: () => void): void {
  const ask = (...question: Parameters<typeof askWallet>) => askWallet(...question).finally(acknowledged)
  const line = async (numbers: Line, write: (n: number) => Promise<unknown>) => {
    for (;;) {
      numbers.tried += 1
      const now = numbers.tried
      await write(now)
      numbers.reported = now
    }
  }
  const secrets = async () => {
    for (let at = 0; at < ADDED_PER_ROUND; at++) {
      told.secrets += 1
      const name = `secret ${told.secrets}`
      told.accounts.add(await addPhrase(popup, name, { phrase: KNOWN.phrase, passphrase: name, path: '' }).finally(acknowledged))
    }
  }
  // Each ends with the browser: what it was writing then was not reported.
  for (const writing of [
    line(told.name, (n) => ask(popup, 'changeAccount', { id: first, name: nameOf(n) })),
    line(told.settings, (n) => ask(popup, 'changeSettings', settingsOf(n))),
    secrets(),
  ])
    writing.catch(() => undefined)
}

/** What stands in one place for a box; a copy that is not whole has no generation. */
const envelopesOf = (texts: string[]) => Promise.all(texts.map(open))
type Envelopes = Awaited<ReturnType<typeof envelopesOf>>
const newestOf = (envelopes: Envelopes) => Math.max(0, ...envelopes.map((each) => each?.generation ?? 0))

/** Every stored copy is whole, the two newest are the same, and every account has its secret in the vault. */
async function checkDisk(popup: Screen, kind: Driver['kind']): Promise<void> {
  const newest: Record<string, string> = {}
  // What a start does by itself may be between its two copies at the moment of looking.
  await expect(async () => {
    for (const [name, { first, second }] of Object.entries(await readCopies(popup, kind))) {
      const [ones, others] = [await envelopesOf(first), await envelopesOf(second)]
      const whole = [...ones, ...others].filter((each) => each !== undefined)
      expect(whole.length, `whole copies of ${name}`).toBe(first.length + second.length)
      expect(newestOf(others), `generation of the second copy of ${name}`).toBe(newestOf(ones))
      newest[name] = whole.find(({ generation }) => generation === newestOf(ones))?.payload ?? ''
    }
  }).toPass({ timeout: 5_000 })
  // A torn pair would be an account that nothing signs for.
  const ids = (text: string | undefined) => new Set([...(text ?? '').matchAll(/"recordId":"(0x[0-9a-f]+)"/g)].map(([, id]) => id))
  const kept = ids(newest.vault)
  expect(kept.size).toBeGreaterThan(0)
  expect([...ids(newest.accounts)].filter((id) => !kept.has(id))).toEqual([])
}

/** Waits until the moment to die: at any time, or right after a write was reported. */
async function moment(chance: Chance, popup: Screen, told: Told, first: string): Promise<void> {
  let count = chance.whole(0, 1) ? chance.whole(1, 40) : Number.POSITIVE_INFINITY
  let reached: () => void = () => undefined
  const enough = new Promise<void>((resolve) => {
    reached = resolve
  })
  writeOn(popup, told, first, () => {
    if (--count <= 0) reached()
  })
  await (count === Number.POSITIVE_INFINITY ? rest(chance.between(20, 1_200)) : enough)
}

test('killed again and again in the middle of its writes, the wallet always opens, and no write that was reported is lost', async ({
  driver,
}) => {
  test.setTimeout(3_000_000)
  const rounds = Math.max(ROUNDS[driver.kind], Number(process.env.KLUIS_ROUNDS ?? 0))
  const chance = createChance()
  let popup = await driver.openPopup()
  await makeVault(popup)
  const first = (await readViews(popup)).accounts.first[0]?.id ?? ''
  const told: Told = { name: { reported: 0, tried: 0 }, settings: { reported: 0, tried: 0 }, accounts: new Set([first]), secrets: 0 }
  // What the first round finds has to be one of the numbered ones too.
  await askWallet(popup, 'changeAccount', { id: first, name: nameOf(0) })
  await askWallet(popup, 'changeSettings', settingsOf(0))
  let repaired = 0
  let writes = 0
  const seconds: number[] = []
  for (let round = 1; round <= rounds; round++) {
    const began = Date.now()
    await test.step(`round ${round} of ${rounds}`, async () => {
      const before = told.name.reported + told.settings.reported + told.accounts.size
      await moment(chance, popup, told, first)
      await driver.crash()
      writes += told.name.reported + told.settings.reported + told.accounts.size - before
      popup = await driver.openPopup()
      const { session, settings, notices } = await readViews(popup)
      expect(session.status).toBe('locked')
      expect(possible(told.settings).map(settingsOf)).toContainEqual({
        theme: settings.theme,
        language: settings.language,
        hideAmounts: settings.hideAmounts,
      })
      await askWallet(popup, 'unlock', { password: PASSWORD })
      const all = await listAccounts(popup)
      expect(possible(told.name).map(nameOf)).toContain(all.find(({ id }) => id === first)?.name)
      const ids = new Set(all.map(({ id }) => id))
      expect(ids.size).toBe(all.length)
      expect([...told.accounts].filter((id) => !ids.has(id))).toEqual([])
      await checkDisk(popup, driver.kind)
      // A copy that the death tore is mended from the other one, and the person is told; nothing else may have happened.
      const notes = notices.items.map(({ id }) => id)
      expect(notes.filter((id) => id !== 'copy-repaired')).toEqual([])
      repaired += notes.length
      // From here on the numbers go on from what is there.
      for (const line of [told.name, told.settings]) line.reported = line.tried
      await askWallet(popup, 'changeAccount', { id: first, name: nameOf(told.name.tried) })
      await askWallet(popup, 'changeSettings', settingsOf(told.settings.tried))
    })
    seconds.push((Date.now() - began) / 1_000)
    if (round % 10 === 0 || round === rounds) {
      const mean = seconds.reduce((sum, each) => sum + each, 0) / seconds.length
      console.log(
        `${driver.kind}, round ${round}: ${writes} writes reported, 0 lost; ${told.accounts.size} accounts; a copy was repaired after ${repaired} deaths; ${mean.toFixed(1)} s a round`,
      )
    }
  }
  expect(writes).toBeGreaterThan(rounds)
})
