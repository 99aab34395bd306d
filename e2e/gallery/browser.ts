import manifest from '../../manifest.json' with { type: 'json' }

/** Stands where src/platform/browser.ts stands in the extension: a page in a tab, of an extension that does nothing. */
export const browser = {
  runtime: {
    connect: () => {
      throw new Error('the gallery has no background')
    },
    getURL: (path: string) => `#${path}`,
    getManifest: () => manifest,
  },
  tabs: { getCurrent: async () => ({ id: 1 }), create: async () => ({ id: 2 }) },
  windows: { getCurrent: async () => ({ id: 1, type: 'normal' }), remove: async () => undefined },
}
