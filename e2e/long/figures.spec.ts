import { open, seal } from '../../src/storage/envelope'
import { readCopies, writeFirst } from '../fixtures/copies'
import { type Screen, until } from '../fixtures/driver'
import { expect } from '../fixtures/wallet'
import { TAO } from '../journeys/answers'
import { go } from '../journeys/keys'
import { SAY, sees, unlock } from '../journeys/person'
import { test } from '../journeys/settled'

// Figures that a person reads: what accounts were worth over time, as a line and as a table, and what the chain says of itself.

const DAY = 86_400_000
type Values = Record<string, { accounts: Record<string, { points: [at: number, block: number, free: string, ...rest: unknown[]][] }> }[]>

/** The newest of what was recorded, as it stands on the disk. */
async function recorded(popup: Screen, kind: 'chromium' | 'firefox') {
  const { values } = await readCopies(popup, kind)
  const held = (await Promise.all((values?.first ?? []).map(open))).filter((each) => each !== undefined)
  return held.toSorted((one, other) => other.generation - one.generation)[0]
}

test('what an account was worth a day ago stands beside what it is worth now: on home, as a line, and as a table', async ({
  world: { driver, chain },
  settled: { popup, address },
}) => {
  chain.control({ balance: { address, rao: String(100n * TAO) } })
  await sees(popup, '100.0000')
  // Without blocks nothing new is recorded in between.
  chain.control({ held: { blocks: true } })
  await new Promise((resolve) => setTimeout(resolve, 2_000))
  const now = await until('a value to be recorded', async () => {
    const found = await recorded(popup, driver.kind)
    return found?.payload.includes('100000000000') ? found : undefined
  })
  // The same wallet a day ago, when there was less.
  const values = JSON.parse(now.payload) as Values
  for (const { accounts } of Object.values(values).flat())
    for (const account of Object.values(accounts)) {
      const last = account.points.at(-1)
      if (last) account.points = [[last[0] - DAY, last[1], String(60n * TAO), ...last.slice(3)], last]
    }
  const generation = now.generation + 3
  await writeFirst(popup, { [`values/${generation % 3}`]: await seal(now.version, generation, JSON.stringify(values)) })
  await popup.close()
  await driver.killBackground()
  const later = await driver.openPopup()
  if ((await later.text()).includes('Locked')) await unlock(later)
  chain.control({ held: { blocks: false } })
  await sees(later, '100.0000')
  await sees(later, /40\.0000/)
  await go(later, '/history', SAY.history.title)
  await later.byRole('img', /60\.0000.*100\.0000/).waitFor()
  await later.byText(new RegExp(`^${SAY.history.asTable}`)).click()
  const table = later.byRole('table', /./).nth(0)
  for (const value of ['60.0000', '100.0000']) await until(`${value} in the table`, async () => (await table.text()).includes(value))
  await sees(later, SAY.history.allocation)
  await sees(later, SAY.history.free)
})

test('what the network says of itself is the chain’s own: its blocks, what is issued, and how far the next halving is', async ({
  world: { chain },
  settled: { popup },
}) => {
  await go(popup, '/settings/network', SAY.nodes.facts)
  await sees(popup, SAY.nodes.issued)
  await sees(popup, SAY.nodes.halving)
  const issuance = chain.chain.at(chain.chain.best).read<bigint>('SubtensorModule', 'TotalIssuance')
  const whole = (issuance / TAO).toLocaleString('en')
  await sees(popup, whole)
  expect(await popup.text()).toContain('424')
})
