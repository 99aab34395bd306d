import manifest from '../../manifest.json' with { type: 'json' }

let place: 'popup' | 'firefox' | undefined
/** Where the page stands from now on; without a word, in a tab of Chromium. */
export function standIn(next: typeof place): void {
  place = next
}

/** Stands where src/platform/browser.ts stands in the extension: a page of an extension that does nothing. */
export const browser = {
  runtime: {
    connect: () => {
      throw new Error('the gallery has no background')
    },
    getURL: (path: string) => `${place === 'firefox' ? 'moz-extension:' : ''}#${path}`,
    getManifest: () => manifest,
  },
  tabs: { getCurrent: async () => (place === 'popup' ? undefined : { id: 1 }), create: async () => ({ id: 2 }) },
  permissions: { contains: async () => false, request: async () => false, remove: async () => true },
  windows: { getCurrent: async () => ({ id: 1, type: 'normal' }), remove: async () => undefined },
}
