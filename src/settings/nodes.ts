import * as v from 'valibot'
import { KluisError, oneLine, readNodeUrl } from '../units'

/** One node of a public network: `operator` is who runs it, as the network's list or the person calls them. */
export type Node = { url: string; operator: string; own: boolean; enabled: boolean }
/** A node that a network's own list names, by whoever wrote this version. */
export type BuiltIn = { url: string; operator: string }

/** How many nodes of one's own a network may have, and how long the name of an operator may be. */
const MOST_OWN = 20
const LONGEST_OPERATOR = 40
/** Who runs a node of which the person says nothing. */
export const YOURSELF = 'yourself'

/** What the person chose of one network, in their order. `operator` null: the network's own list says who runs it. */
export const keptNodes = v.pipe(
  v.array(v.strictObject({ url: v.string(), operator: v.nullable(v.string()), enabled: v.boolean() })),
  v.maxLength(64),
)
export type KeptNodes = v.InferOutput<typeof keptNodes>

/**
 * The nodes of a network, in the order in which they are tried. Where nothing was chosen, they are those that the network's list
 * names, all of them on. A name that came into that list later stands at the end and is off: nobody chose it.
 */
export function nodesOf(kept: KeptNodes, builtIn: readonly BuiltIn[]): Node[] {
  if (!kept.length) return builtIn.map(({ url, operator }) => ({ url, operator, own: false, enabled: true }))
  const named = new Map(builtIn.map(({ url, operator }) => [url, operator]))
  const here = kept.flatMap(({ url, operator, enabled }): Node[] => {
    const known = named.get(url)
    if (known !== undefined) return [{ url, operator: known, own: false, enabled }]
    // What the list does not name any more was never the person's own.
    return operator === null ? [] : [{ url, operator, own: true, enabled }]
  })
  const urls = new Set(here.map(({ url }) => url))
  const fresh = builtIn.filter(({ url }) => !urls.has(url)).map(({ url, operator }) => ({ url, operator, own: false, enabled: false }))
  return [...here, ...fresh]
}

/** How nodes are kept. */
export const keepNodes = (nodes: readonly Node[]): KeptNodes =>
  nodes.map(({ url, operator, own, enabled }) => ({ url, operator: own ? operator : null, enabled }))

function at(nodes: readonly Node[], url: string): number {
  const index = nodes.findIndex((each) => each.url === url)
  if (index < 0) throw new KluisError('gone')
  return index
}
function checked(nodes: Node[]): Node[] {
  if (!nodes.some(({ enabled }) => enabled)) throw new KluisError('node-last')
  return nodes
}

/** @throws KluisError gone (no such node), node-last (it is the only one that is on) */
export function switchNode(nodes: readonly Node[], url: string, enabled: boolean): Node[] {
  const index = at(nodes, url)
  return checked(nodes.map((each, i) => (i === index ? { ...each, enabled } : each)))
}

/** @param to its index afterwards, from 0; past the end is the end. @throws KluisError gone */
export function moveNode(nodes: readonly Node[], url: string, to: number): Node[] {
  const [moved, rest] = [nodes[at(nodes, url)] as Node, nodes.filter((each) => each.url !== url)]
  return [...rest.slice(0, to), moved, ...rest.slice(to)]
}

/**
 * A node of one's own, at the end and on.
 * @param url as `readNodeUrl` gives it
 * @param operator who runs it; cleaned and cut here, `yourself` where nothing is said
 * @throws KluisError node-known (it is in the list already), node-full (twenty are)
 */
export function addNode(nodes: readonly Node[], url: string, operator: string): Node[] {
  // A list may write the same address another way.
  if (nodes.some((each) => readNodeUrl(each.url) === readNodeUrl(url))) throw new KluisError('node-known')
  if (nodes.filter(({ own }) => own).length >= MOST_OWN) throw new KluisError('node-full')
  return [...nodes, { url, operator: oneLine(operator, LONGEST_OPERATOR) || YOURSELF, own: true, enabled: true }]
}

/**
 * What a backup says of a node, never more than a press away from being asked: one of somebody's own comes to the end of the list and is
 * off; one of the network's list (`operator` null) that was off is switched off. What is here already, has no room or is the last that
 * is on stays as it is.
 */
export function bringNode(nodes: readonly Node[], { url, operator }: { url: string; operator: string | null }): Node[] {
  try {
    if (operator === null) return nodes.some((each) => each.url === url && !each.own) ? switchNode(nodes, url, false) : [...nodes]
    return addNode(nodes, readNodeUrl(url), operator).map((each, at) => (at < nodes.length ? each : { ...each, enabled: false }))
  } catch (error) {
    if (error instanceof KluisError) return [...nodes]
    throw error
  }
}

/** Takes a node of one's own out. @throws KluisError gone (no such node of one's own), node-last */
export function removeNode(nodes: readonly Node[], url: string): Node[] {
  if (!nodes[at(nodes, url)]?.own) throw new KluisError('gone')
  return checked(nodes.filter((each) => each.url !== url))
}
