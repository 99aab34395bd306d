import { useWords } from '../popup'

const SPELT_OUT = 20

/** Accounts by their names, one below the other. */
export function NameList({ names }: { names: readonly string[] }) {
  const { bring } = useWords()
  return (
    <ul className="names">
      {names.slice(0, SPELT_OUT).map((name, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two accounts may have the same name
        <li key={at}>{name}</li>
      ))}
      {names.length > SPELT_OUT && <li>{bring.more({ count: names.length - SPELT_OUT })}</li>}
    </ul>
  )
}
