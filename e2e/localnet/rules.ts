// What a runtime is to a chain, by its spec version: what it declares, how state is read by it, and what it does.
import { createExecutive, digestOf } from './executive'
import { buildMetadata, type VersionInfo } from './metadata'
import { createAccess, type State } from './state'

/** The rules of every spec version over one state, each made when it is first wanted. */
export function createRules(state: State) {
  function make(info: VersionInfo) {
    const built = buildMetadata(info)
    const access = createAccess(built, state)
    let made: Uint8Array | undefined
    const digest = () => {
      made ??= digestOf(built, info)
      return made
    }
    /** What it does, in the state that `through` reaches. */
    const act = (through = access) => createExecutive(built, through, state, digest)
    return { built, access, digest, act, executive: act() }
  }
  const known = new Map<number, ReturnType<typeof make>>()
  return (info: VersionInfo) => {
    const rules = known.get(info.specVersion) ?? make(info)
    known.set(info.specVersion, rules)
    return rules
  }
}
export type Rules = ReturnType<ReturnType<typeof createRules>>
