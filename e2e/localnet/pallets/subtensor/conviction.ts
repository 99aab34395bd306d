// How a conviction lock changes with time: its mass decays unless it is perpetual, and conviction grows towards the mass (chain.md 4.3).

/** `conviction` in 2^-64 of an alpha unit. */
export type Lock = { locked_mass: bigint; conviction: bigint; last_update: bigint }
const UNIT = 1n << 64n
const FINE = 128n
/** Less of both than this is nothing. */
const NOTHING = 100n

/** e^(-dt ÷ tau), in 2^-64. */
export function decay(dt: bigint, tau: bigint): bigint {
  if (dt === 0n) return UNIT
  if (tau === 0n) return 0n
  const most = 40n << FINE
  const exact = (dt << FINE) / tau
  const x = (exact > most ? most : exact) >> 8n
  let term = 1n << FINE
  let sum = term
  for (let i = 1n; term !== 0n && i < 40n; i++) {
    term = -(term * x) / (i << FINE)
    sum += term
  }
  for (let i = 0; i < 8; i++) sum = (sum * sum) >> FINE
  return sum >> (FINE - 64n)
}

export type Terms = { unlock: bigint; maturity: bigint; owner: boolean; perpetual: boolean }
function earned(mass: bigint, dt: bigint, { unlock, maturity, perpetual }: Terms): bigint {
  const matured = decay(dt, maturity)
  if (perpetual) return mass * (UNIT - matured)
  if (unlock === maturity) return unlock === 0n ? 0n : (mass * ((dt << 64n) / maturity) * matured) >> 64n
  if (unlock === 0n || maturity === 0n) return 0n
  const gamma = (unlock * (decay(dt, unlock) - matured)) / (unlock - maturity)
  return gamma > 0n ? mass * gamma : 0n
}
/** A lock as it stands at block `now`. With the hotkey of the subnet's owner conviction is whole at once. */
export function rolled(lock: Lock, now: bigint, terms: Terms): Lock {
  const dt = now - lock.last_update
  let { locked_mass: mass, conviction } = lock
  if (dt > 0n) {
    conviction = ((conviction * decay(dt, terms.maturity)) >> 64n) + earned(mass, dt, terms)
    if (!terms.perpetual) mass = (mass * decay(dt, terms.unlock)) >> 64n
  }
  if (terms.owner) conviction = mass << 64n
  if (isNothing({ locked_mass: mass, conviction })) [mass, conviction] = [0n, 0n]
  return { locked_mass: mass, conviction, last_update: dt > 0n ? now : lock.last_update }
}
export const isNothing = ({ locked_mass, conviction }: Pick<Lock, 'locked_mass' | 'conviction'>) =>
  locked_mass < NOTHING && conviction < NOTHING << 64n
