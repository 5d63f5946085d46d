/** Opens the vault of the demo, whose keys open nothing but the simulator; the window shows it to whoever locks it. */
export const demoPassphrase = 'demo passphrase';
