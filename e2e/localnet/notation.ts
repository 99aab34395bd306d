// Types are written the way Rust writes them, and become entries of a portable registry.

export type Def =
  | { tag: 'composite'; value: Field[] }
  | { tag: 'variant'; value: Variant[] }
  | { tag: 'sequence'; value: number }
  | { tag: 'array'; value: { len: number; type: number } }
  | { tag: 'tuple'; value: number[] }
  | { tag: 'primitive'; value: { tag: string; value: undefined } }
  | { tag: 'compact'; value: number }
export type Field = { name: string | undefined; type: number; typeName: string | undefined; docs: string[] }
export type Variant = { name: string; fields: Field[]; index: number; docs: string[] }
export type Entry = { id: number; path: string[]; params: { name: string; type: number | undefined }[]; def: Def; docs: string[] }

const PRIMITIVES = ['bool', 'char', 'str', 'u8', 'u16', 'u32', 'u64', 'u128', 'u256', 'i8', 'i16', 'i32', 'i64', 'i128', 'i256']

/**
 * A registry that grows as types are asked for. `named` maps a path ('sp_core::crypto::AccountId32', '#x' tells two of one path apart) to
 * its body: 'struct (..)', 'struct {..}' or 'enum 0 A | 1 B(u8) | 2 C{x: u8}'.
 */
export function createRegistry(named: Readonly<Record<string, string>>) {
  const entries: Entry[] = []
  const known = new Map<string, number>()

  function reserve(key: string): Entry {
    const entry: Entry = { id: entries.length, path: [], params: [], def: { tag: 'tuple', value: [] }, docs: [] }
    entries.push(entry)
    known.set(key, entry.id)
    return entry
  }

  /** The id of a type by its notation. */
  function type(text: string): number {
    const key = text.trim()
    const found = known.get(key)
    if (found !== undefined) return found
    const entry = reserve(key)
    const generic = /^(Vec|Compact|Option|Result)<(.*)>$/s.exec(key)
    if (PRIMITIVES.includes(key)) entry.def = { tag: 'primitive', value: { tag: key, value: undefined } }
    else if (generic?.[1] === 'Vec') entry.def = { tag: 'sequence', value: type(generic[2] as string) }
    else if (generic?.[1] === 'Compact') entry.def = { tag: 'compact', value: type(generic[2] as string) }
    else if (generic?.[1] === 'Option') {
      const inner = type(generic[2] as string)
      entry.path = ['Option']
      entry.params = [{ name: 'T', type: inner }]
      entry.def = { tag: 'variant', value: [variant('None', 0, []), variant('Some', 1, [field(undefined, inner, undefined)])] }
    } else if (generic?.[1] === 'Result') {
      const [ok, error] = split(generic[2] as string).map(type) as [number, number]
      entry.path = ['Result']
      entry.params = [
        { name: 'T', type: ok },
        { name: 'E', type: error },
      ]
      entry.def = {
        tag: 'variant',
        value: [variant('Ok', 0, [field(undefined, ok, undefined)]), variant('Err', 1, [field(undefined, error, undefined)])],
      }
    } else if (key.startsWith('[')) {
      const [, inner, length] = /^\[(.*);\s*(\d+)\]$/s.exec(key) as unknown as [string, string, string]
      entry.def = { tag: 'array', value: { len: Number(length), type: type(inner) } }
    } else if (key.startsWith('(')) entry.def = { tag: 'tuple', value: split(key.slice(1, -1)).map(type) }
    else {
      const body = named[key]
      if (body === undefined) throw new Error(`no type ${key}`)
      define(entry, key.replace(/#.*/, '').split('::'), body)
    }
    return entry.id
  }

  function define(entry: Entry, path: string[], body: string): void {
    entry.path = path
    entry.def = body.startsWith('struct')
      ? { tag: 'composite', value: fields(body.slice(6).trim()) }
      : { tag: 'variant', value: variants(body.slice(4).trim()) }
  }

  function variants(text: string): Variant[] {
    return split(text, '|').map((each) => {
      const [, index, name, rest] = /^\s*(\d+)\s+(\w+)\s*(.*)$/s.exec(each) as unknown as [string, string, string, string]
      return variant(name, Number(index), fields(rest.trim()))
    })
  }
  function fields(text: string): Field[] {
    if (!text) return []
    const inside = split(text.slice(1, -1))
    if (text.startsWith('(')) return inside.map((each) => field(undefined, type(each), each.trim()))
    return inside.map((each) => {
      const [, name, of] = /^\s*(\w+)\s*:\s*(.*)$/s.exec(each) as unknown as [string, string, string]
      return field(name, type(of), of.trim())
    })
  }

  return {
    entries,
    type,
    /** Defines a type of its own under a path, e.g. a pallet's calls. */
    own(path: string, body: string): number {
      const found = known.get(path)
      if (found !== undefined) return found
      const entry = reserve(path)
      define(entry, path.split('::'), body)
      return entry.id
    },
    /** Gives an entry its generic parameters, which some readers look for by name. */
    params(id: number, params: Readonly<Record<string, number>>): void {
      ;(entries[id] as Entry).params = Object.entries(params).map(([name, of]) => ({ name, type: of }))
    },
  }
}
export type Registry = ReturnType<typeof createRegistry>

const variant = (name: string, index: number, of: Field[]): Variant => ({ name, index, fields: of, docs: [] })
const field = (name: string | undefined, type: number, typeName: string | undefined): Field => ({ name, type, typeName, docs: [] })

/** Splits at commas (or bars) that are not inside brackets. */
export function split(text: string, at = ','): string[] {
  const parts: string[] = []
  let depth = 0
  let part = ''
  for (const each of text) {
    if ('<([{'.includes(each)) depth++
    if ('>)]}'.includes(each)) depth--
    if (each === at && depth === 0) {
      parts.push(part)
      part = ''
    } else part += each
  }
  return [...parts, part].map((each) => each.trim()).filter(Boolean)
}
