/** 0 (very weak) to 4 (strong), as zxcvbn counts. */
export type Strength = 0 | 1 | 2 | 3 | 4
/** The least that a vault is locked with. */
export const ENOUGH = 3
/** Shorter ones are not even judged. */
export const MIN_CHARACTERS = 12

/** What everybody tries first at this wallet: it makes no password harder to guess. */
const OWN_NAMES = /kluis|bittensor|subtensor|opentensor|tao|wallet|vault|coldkey|hotkey/gi

let loading: Promise<(password: string) => Strength> | undefined

async function load(): Promise<(password: string) => Strength> {
  const [{ ZxcvbnFactory }, common, en] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-en'),
  ])
  const judge = new ZxcvbnFactory({ dictionary: { ...common.dictionary, ...en.dictionary }, graphs: common.adjacencyGraphs })
  const score = (password: string) => judge.check(password).score
  return (password) => {
    const whole = score(password)
    const rest = password.replace(OWN_NAMES, '').trim()
    return rest === password || whole === 0 ? whole : (Math.min(whole, score(rest)) as Strength)
  }
}

/** How hard a password is to guess. Its word lists, half of the whole package, are loaded at the first call; a failed load is tried again at the next. */
export async function strengthOf(password: string): Promise<Strength> {
  loading ??= load().catch((error) => {
    loading = undefined
    throw error
  })
  // What is longer than this is not weak for its length; the judge would need seconds.
  return (await loading)(password.slice(0, 128))
}

export const isLongEnough = (password: string): boolean => Array.from(password.normalize('NFC')).length >= MIN_CHARACTERS
