export declare function installPackages(folder?: string): void
