import * as v from 'valibot'
import type { Box } from '../storage'
import { fromHex, toHex } from '../units'
import { hostIn, type Names, namesOf, openNames, packNames } from './filter'
import { isOwnSite } from './resembles'

// A list can only add refusals: what a forged one could do is refuse a site, which the person may overrule for that site. So none is signed.

/** Where newer entries are asked for, once the person wants that: the only address that the wallet fetches. */
export const LIST_URL = 'https://polkadot.js.org/phishing/all.json'
const MOST_BYTES = 4 * 1_048_576
const MOST_HOSTS = 200_000
const PATIENCE = 30_000
const DAY = 86_400_000
/** After a failure it is tried again sooner, in milliseconds. */
const AGAIN = 3_600_000

/** Why newer entries did not come: no answer, more than can be, not a list, or far fewer than before. */
const failures = ['unreached', 'too-large', 'no-list', 'shrunk'] as const
type Failure = (typeof failures)[number]
const list = v.strictObject({
  /** Whether newer entries are asked for. */
  on: v.boolean(),
  /** The last good list: its names as `packNames` packs them, hex; how many; and when it came. */
  kept: v.nullable(v.strictObject({ names: v.pipe(v.string(), v.regex(/^0x[0-9a-f]*$/)), hosts: v.number(), at: v.number() })),
  tried: v.nullable(v.strictObject({ at: v.number(), failed: v.nullable(v.picklist(failures)) })),
})
export type PhishingList = v.InferOutput<typeof list>
/** Nothing in it that could not be had again, but the choice: without it nobody is asked. */
export const phishingBox = {
  name: 'phishing',
  area: 'local',
  version: 1,
  schema: list,
  initial: (): PhishingList => ({ on: false, kept: null, tried: null }),
  migrations: {},
  clearedBy: 'wipe',
  seenBy: 'pages',
} as const

const answer = v.object({ allow: v.array(v.string()), deny: v.array(v.string()) })

class Failed extends Error {
  readonly why: Failure
  constructor(why: Failure) {
    super(why)
    this.why = why
  }
}
const breathe = () => new Promise<void>((resolve) => setTimeout(resolve))

/** A day after it came, an hour after it did not; and where the clock was set back. */
const isDue = (tried: PhishingList['tried'], now: number) => !tried || now < tried.at || now >= tried.at + (tried.failed ? AGAIN : DAY)

/** The hosts of a list that somebody sent. @throws Failed */
function hostsIn(json: string): string[] {
  let told: unknown
  try {
    told = JSON.parse(json)
  } catch {
    throw new Failed('no-list')
  }
  const read = v.safeParse(answer, told)
  if (!read.success) throw new Failed('no-list')
  const { allow, deny } = read.output
  if (deny.length > MOST_HOSTS) throw new Failed('too-large')
  const allowed = new Set(allow.flatMap((each) => hostIn(each) ?? []))
  return deny.flatMap((each) => hostIn(each) ?? []).filter((each) => !allowed.has(each))
}

/** All of an answer as text, as far as it may be long. @throws Failed */
async function readText(response: Response): Promise<string> {
  if (!response.ok || !response.body) throw new Failed('unreached')
  const reader = response.body.getReader()
  const decoder = new TextDecoder()
  let [text, length] = ['', 0]
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    length += value.length
    if (length > MOST_BYTES) {
      await reader.cancel().catch(() => undefined)
      throw new Failed('too-large')
    }
    text += decoder.decode(value, { stream: true })
  }
}

/**
 * The hosts that are known to deceive: those that came with the extension, and newer ones where the person wants them.
 * @param bundled where the list that came along is; one that cannot be read has nobody on it, and `hosts` says so
 * @param source where newer entries are asked for
 */
export function createPhishing(box: Box<PhishingList>, bundled: string, now: () => number, source = LIST_URL, patience = PATIENCE) {
  let came: Promise<Names | undefined> | undefined
  let newer: { of: string; names: Names | undefined } | undefined

  const cameAlong = () => {
    came ??= fetch(bundled)
      .then(async (response) => openNames(new Uint8Array(await response.arrayBuffer())))
      .catch(() => undefined)
    return came
  }
  async function kept(): Promise<Names | undefined> {
    const names = (await box.read()).kept?.names
    if (names === undefined) return undefined
    if (newer?.of !== names) {
      newer = { of: names, names: undefined }
      try {
        newer.names = openNames(fromHex(names))
      } catch {
        // What was kept is no list: the one that came along holds.
      }
    }
    return newer.names
  }
  const count = async () => Math.max((await cameAlong())?.count ?? 0, (await kept())?.count ?? 0)

  async function ask(): Promise<PhishingList['kept']> {
    const response = await fetch(source, {
      ...{ credentials: 'omit', referrerPolicy: 'no-referrer', redirect: 'error', cache: 'no-store' },
      signal: AbortSignal.timeout(patience),
    })
    const hosts = hostsIn(await readText(response))
    if (hosts.length < (await count()) / 2) throw new Failed('shrunk')
    const packed = await packNames(hosts, 'polkadot-js/phishing', breathe)
    return { names: toHex(packed), hosts: openNames(packed).count, at: now() }
  }

  return {
    /** Whether the site of an origin is on a list. Nobody is asked for that. */
    async isListed(origin: string): Promise<boolean> {
      const host = hostIn(origin.replace(/^[a-z]+:\/\//, ''))
      if (!host) return false
      const names = namesOf(host)
      // Whatever a list says: these it never names.
      if (isOwnSite(host)) return false
      for (const each of [await cameAlong(), await kept()]) if (each && names.some(each.has)) return true
      return false
    },
    /** How many hosts came along: 0 where that list cannot be read. */
    bundled: async (): Promise<number> => (await cameAlong())?.count ?? 0,
    /** @returns whether newer entries are asked for from now on */
    switch: async (on: boolean) => (await box.write((before) => (before.on === on ? before : { ...before, on }))).on,
    /**
     * Asks for newer entries, where that is wanted and it is time. Fails never: whatever is wrong keeps the last good list.
     * @returns whether there is a newer list
     */
    async refresh(): Promise<boolean> {
      let due = false
      // Noted first: a background that dies over it does not ask with every start, and of two at once only one asks.
      await box.write((before) => {
        due = before.on && isDue(before.tried, now())
        return due ? { ...before, tried: { at: now(), failed: 'unreached' } } : before
      })
      if (!due) return false
      try {
        const fresh = await ask()
        let wanted = false
        await box.write((before) => {
          wanted = before.on
          return wanted ? { ...before, kept: fresh, tried: { at: now(), failed: null } } : before
        })
        return wanted
      } catch (error) {
        const failed = error instanceof Failed ? error.why : 'unreached'
        await box.write((before) => ({ ...before, tried: { at: now(), failed } }))
        return false
      }
    },
  }
}
export type Phishing = ReturnType<typeof createPhishing>
