/** A relation has a name and a direction: from its master to its slave. */
export const linkName = (relationType: string, isMaster: boolean): string =>
  isMaster ? relationType : `${relationType} (inbound)`;

export function readLinkName(given: string): { readonly relationType: string; readonly isMaster: boolean } {
  const [, name = given, direction] = /^(.*?)\s*\((inbound|outbound)\)\s*$/i.exec(given) ?? [];
  return { relationType: name.trim(), isMaster: direction?.toLowerCase() !== 'inbound' };
}
