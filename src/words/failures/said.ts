import { same } from './same'

/** What happened, and what to do. What it means for the money stands between the two, and is said once for all. */
export type Said = [what: string, todo: string]

type Told = { what: string; todo: string }
/** The sentences of one language. */
export type Sentences = {
  /** By pallet, or family of errors, and by name. */
  modules: Readonly<Record<string, Readonly<Record<string, Said>>>>
  refusals: Readonly<Record<string, Said>>
  customs: Readonly<Record<number, Said>>
  frames: {
    failed(told: Told): string
    part(told: Told): string
    refused(told: Told & { block: string }): string
    /** An error that came after this wallet. */
    unknown(facts: { name: string }): Said
    nameless: Said
    custom(facts: { number: string }): Said
    other(facts: { message: string }): Said
  }
}

/** What one language says of transactions that did not do all that they should. */
export type Failures = {
  /** @param name of the error, as the metadata has it: 'Token.FundsUnavailable' */
  failed(name: string): string
  part(name: string): string
  /** @param block text of the last block that may hold it. @returns undefined for what is no refusal */
  refused(code: string, facts: Readonly<Record<string, string>>, block: string): string | undefined
}

const own = <T>(of: Readonly<Record<string, T>> | undefined, name: string): T | undefined =>
  of && Object.hasOwn(of, name) ? of[name] : undefined

/** The sentence for an error by its name; undefined where there is none. */
export function sentenceFor({ modules }: Pick<Sentences, 'modules'>, name: string): Said | undefined {
  const at = same.get(name) ?? name
  const dot = at.indexOf('.')
  const pallet = dot < 0 ? 'plain' : at.slice(0, dot)
  return own(own(modules, pallet), at.slice(dot + 1)) ?? own(own(modules, 'anywhere'), at.slice(dot + 1))
}

/** Puts the sentences of a language together: what happened, what it means for the money, what to do. */
export function failuresOf(sentences: Sentences): Failures {
  const { refusals, customs, frames } = sentences
  const told = ([what, todo]: Said): Told => ({ what, todo })
  const of = (name: string): Told =>
    told(sentenceFor(sentences, name) ?? (!name || name.includes('?') ? frames.nameless : frames.unknown({ name })))
  const refusal = (code: string, { as, number = '', message = '' }: Readonly<Record<string, string>>): Said | undefined => {
    if (code === 'tx-custom') return (as === undefined ? own(customs, number) : undefined) ?? frames.custom({ number })
    return own(refusals, as ?? code) ?? (code === 'tx-refused' ? frames.other({ message }) : undefined)
  }
  return {
    failed: (name) => frames.failed(of(name)),
    part: (name) => frames.part(of(name)),
    refused(code, facts, block) {
      const said = refusal(code, facts)
      return said && frames.refused({ ...told(said), block })
    },
  }
}
