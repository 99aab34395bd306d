// Settings owns what the person chose, and promises that a choice is kept and that there is always a safe one.
export { addNode, type BuiltIn, bringNode, keepNodes, moveNode, type Node, nodesOf, removeNode, switchNode, YOURSELF } from './nodes'
export { type Settings, settingsBox } from './settings'
export { keepTolerance, tolerancesOn } from './tolerances'
