/** OpenProject's texts are Markdown; only for mentions it has a tag of its own. */

const tag = /<mention\b([^>]*)>([^<]*)<\/mention>/g;

export function fromOpenProject(raw: string): string {
  return raw.replaceAll(tag, (whole, attributes: string, text: string) => {
    const id = /\bdata-id="(\d+)"/.exec(attributes)?.[1];
    const isUser = /\bdata-type="user"/.test(attributes);
    return id === undefined || !isUser ? whole : `[${text}](mention:${id})`;
  });
}

export function toOpenProject(markdown: string): string {
  return markdown.replaceAll(/\[(@[^\][<>"]+)\]\(mention:(\d+)\)/g, (_whole, text: string, id: string) => {
    return `<mention class="mention" data-id="${id}" data-type="user" data-text="${text}">${text}</mention>`;
  });
}
