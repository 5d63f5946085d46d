/** The two ways between preload and main: calls inward, events outward. */
export const callChannel = 'keyring:call';
export const eventChannel = 'keyring:event';
