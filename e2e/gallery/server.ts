import manifest from '../../manifest.json' with { type: 'json' }
import { serveFolder } from '../demo/server'

/** Serves the built gallery under the very policy that the extension's pages live under; `url` ends with a slash. */
export const serveGallery = ({ port = 0 } = {}): Promise<{ url: string; close(): Promise<void> }> =>
  serveFolder({
    port,
    folder: 'dist/gallery',
    headers: { 'content-security-policy': manifest.content_security_policy.extension_pages },
  })
