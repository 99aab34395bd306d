import type { ReactElement } from 'react'

/** Drawn on a grid of 20, stroke 1.5; the paths are the design kit's. */
const paths = {
  activity: (
    <>
      <path d="M3 5h14M3 10h9M3 15h6M17 10v5.5M14.5 13l2.5 2.5 2.5-2.5" transform="translate(-.5 0)" />
    </>
  ),
  back: (
    <>
      <path d="M12.5 4.5 7 10l5.5 5.5" />
    </>
  ),
  bell: (
    <>
      <path d="M5 14V9a5 5 0 0 1 10 0v5l1.5 1.5h-13zM8.5 15.5a1.5 1.5 0 0 0 3 0" />
    </>
  ),
  check: (
    <>
      <path d="m4 10.5 4 4 8-9" />
    </>
  ),
  clock: (
    <>
      <circle cx="10" cy="10" r="7" />
      <path d="M10 5.5V10l3 2" />
    </>
  ),
  close: (
    <>
      <path d="m5 5 10 10M15 5 5 15" />
    </>
  ),
  contact: (
    <>
      <circle cx="10" cy="6.5" r="3" />
      <path d="M4 16.5c.5-3.2 2.8-5 6-5s5.5 1.8 6 5z" />
    </>
  ),
  copy: (
    <>
      <rect x="7" y="7" width="9.5" height="9.5" rx="1" />
      <path d="M4.5 13h-1V3.5H13v1" />
    </>
  ),
  device: (
    <>
      <rect x="2.5" y="6.5" width="15" height="7" rx="1" />
      <path d="M6 6.5v7M13.5 10h1.5" />
    </>
  ),
  dn: (
    <>
      <path d="M10 4v12M5 11l5 5 5-5" />
    </>
  ),
  dots: (
    <>
      <path d="M4.25 10h1.5M9.25 10h1.5M14.25 10h1.5" strokeWidth="2" />
    </>
  ),
  down: (
    <>
      <path d="m4.5 7.5 5.5 5.5 5.5-5.5" />
    </>
  ),
  edit: (
    <>
      <path d="M4 16l.750-3.5L13 4.25 15.75 7 7.5 15.25z" />
    </>
  ),
  error: (
    <>
      <rect x="3" y="3" width="14" height="14" rx="1" />
      <path d="M10 6.25v5M10 12.5v1.5" />
    </>
  ),
  external: (
    <>
      <path d="M11.5 3.5h5v5M16.5 3.5 9 11M14 11.5v5H3.5V6h5" />
    </>
  ),
  eye: (
    <>
      <path d="M2.5 10S5 4.75 10 4.75 17.5 10 17.5 10 15 15.25 10 15.25 2.5 10 2.5 10z" />
      <circle cx="10" cy="10" r="2.25" />
    </>
  ),
  eyeoff: (
    <>
      <path d="M2.5 10S5 4.75 10 4.75 17.5 10 17.5 10 15 15.25 10 15.25 2.5 10 2.5 10zM4 16 16 4" />
    </>
  ),
  file: (
    <>
      <path d="M5 2.75h6.5L15.5 7v10.25H5zM11.25 2.75V7.25h4.25" />
    </>
  ),
  folder: (
    <>
      <path d="M2.75 5h5l1.5 2h8v9.25H2.75z" />
    </>
  ),
  globe: (
    <>
      <circle cx="10" cy="10" r="7" />
      <path d="M3 10h14M10 3c4.2 4 4.2 10 0 14M10 3c-4.2 4-4.2 10 0 14" />
    </>
  ),
  go: (
    <>
      <path d="m7.5 4.5 5.5 5.5-5.5 5.5" />
    </>
  ),
  grip: (
    <>
      <path d="M4 7.5h12M4 12.5h12" />
    </>
  ),
  home: (
    <>
      <path d="M3.5 3.5h13v3h-13zM3.5 9.5h5v7h-5zM11.5 9.5h5v7h-5z" />
    </>
  ),
  info: (
    <>
      <circle cx="10" cy="10" r="7" />
      <path d="M10 9v5M10 6v1.2" />
    </>
  ),
  key: (
    <>
      <circle cx="6.5" cy="13.5" r="3" />
      <path d="m8.7 11.3 7.8-7.8M13 7l2.5 2.5" />
    </>
  ),
  l0: (
    <>
      <circle cx="10" cy="10" r="7" />
      <path d="M6.5 10h7" />
    </>
  ),
  l1: (
    <>
      <circle cx="10" cy="10" r="7" />
      <circle cx="10" cy="10" r="1.75" fill="currentColor" stroke="none" />
    </>
  ),
  l2: (
    <>
      <path d="M10 2.25 17.75 10 10 17.75 2.25 10z" />
      <path d="M10 6.5v4.25M10 12.5v1.25" />
    </>
  ),
  l3: (
    <>
      <path d="M10 2.75 18 16.75H2z" />
      <path d="M10 8v4M10 13.5v1.25" />
    </>
  ),
  l4: (
    <>
      <path d="M6.8 2.25h6.4l4.55 4.55v6.4l-4.55 4.55H6.8L2.25 13.2V6.8z" />
      <path d="M10 5.75v5.25M10 13v1.5" />
    </>
  ),
  lock: (
    <>
      <rect x="4" y="9" width="12" height="8" rx="1" />
      <path d="M6.5 9V6.5a3.5 3.5 0 0 1 7 0V9M10 12v2" />
    </>
  ),
  minus: (
    <>
      <path d="M4 10h12" />
    </>
  ),
  offline: (
    <>
      <path d="M8.5 6.5 10 5a3.5 3.5 0 0 1 5 5l-1.5 1.5M11.5 13.5 10 15a3.5 3.5 0 0 1-5-5l1.5-1.5M3 3l2 2M15 15l2 2" />
    </>
  ),
  people: (
    <>
      <circle cx="7.5" cy="7" r="2.5" />
      <path d="M2.75 16c.300-2.8 2.1-4.5 4.75-4.5s4.45 1.7 4.75 4.5zM12.5 4.75a2.5 2.5 0 0 1 0 4.5M14 11.8c1.9.500 3 2 3.25 4.2h-2" />
    </>
  ),
  plus: (
    <>
      <path d="M10 4v12M4 10h12" />
    </>
  ),
  qr: (
    <>
      <path d="M3.5 3.5h5v5h-5zM11.5 3.5h5v5h-5zM3.5 11.5h5v5h-5zM11.5 11.5h2v2h-2zM16.5 11.5v2M11.5 16.5h2M16.5 15.5v1h-1" />
    </>
  ),
  receive: (
    <>
      <path d="M15 5 5 15M12.5 15H5V7.5" />
    </>
  ),
  refresh: (
    <>
      <path d="M16 6.5A7 7 0 1 0 17 10M16.5 3v3.75h-3.75" />
    </>
  ),
  search: (
    <>
      <circle cx="9" cy="9" r="5.5" />
      <path d="m13 13 4 4" />
    </>
  ),
  send: (
    <>
      <path d="M5 15 15 5M7.5 5H15v7.5" />
    </>
  ),
  settings: (
    <>
      <path d="M3 6h8M15 6h2M3 14h2M9 14h8" />
      <circle cx="13" cy="6" r="2" />
      <circle cx="7" cy="14" r="2" />
    </>
  ),
  shield: (
    <>
      <path d="M10 2.75 4 5v4.5c0 3.7 2.4 6.4 6 7.75 3.6-1.35 6-4.05 6-7.75V5z" />
      <path d="m7.3 9.9 2 2 3.6-4" />
    </>
  ),
  stake: (
    <>
      <path d="M10 3 3 6.5 10 10l7-3.5zM3 10l7 3.5 7-3.5M3 13.5 10 17l7-3.5" />
    </>
  ),
  swap: (
    <>
      <path d="M4 7h11M12 4l3 3-3 3M16 13H5M8 10l-3 3 3 3" />
    </>
  ),
  trash: (
    <>
      <path d="M3.5 5.5h13M8 5.5v-2h4v2M5 5.5l.750 11h8.5l.750-11" />
    </>
  ),
  up: (
    <>
      <path d="M10 16V4M5 9l5-5 5 5" />
    </>
  ),
  wide: (
    <>
      <path d="M3 4h14v12H3zM8 4v12" />
    </>
  ),
} satisfies Record<string, ReactElement>
export type IconName = keyof typeof paths

/** An icon. It is decoration to a screen reader: the word beside it, or the button's label, carries the meaning. @param size pixels, 20 unless told */
export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg viewBox="0 0 20 20" width={size} height={size} fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
      {paths[name]}
    </svg>
  )
}

/** The mark: a vault from the front, its seam a τ. @param size pixels */
export function Mark({ size = 20 }: { size?: number }) {
  return (
    <svg viewBox="0 0 16 16" width={size} height={size} fill="var(--accent-fill)" aria-hidden="true">
      <path d="M3 0h10a3 3 0 0 1 3 3v1H0V3a3 3 0 0 1 3-3z" />
      <path d="M0 6h7v4.5A3.5 3.5 0 0 0 10.5 14H12v-2h-1.5A1.5 1.5 0 0 1 9 10.5V6h7v7a3 3 0 0 1-3 3H3a3 3 0 0 1-3-3z" />
    </svg>
  )
}
