/** Character references in text. `&nbsp;` and the like are not in XML, yet Confluence, wikis and Markdown know them. */
export type DecodeEntities = (text: string) => string;

const reference = /&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});/gi;

export async function loadEntityDecoder(): Promise<DecodeEntities> {
  const { parseDocument, DomUtils } = await import('htmlparser2');
  const known = new Map<string, string>();
  const decode = (entity: string): string => {
    const found = known.get(entity) ?? DomUtils.textContent(parseDocument(entity));
    known.set(entity, found);
    return found;
  };
  return (text) => (text.includes('&') ? text.replaceAll(reference, decode) : text);
}
