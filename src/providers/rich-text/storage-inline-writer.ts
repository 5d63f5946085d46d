import type { Deployment } from '../provider.ts';
import { attachmentOf, pageOf, userNameOf } from './addresses.ts';
import type { InlineDialect } from './html-inline-writer.ts';
import { checkedStorage } from './raw-source.ts';
import { cdata, escapeXml } from './xml.ts';

export const storageInline = (deployment: Deployment): InlineDialect => ({
  link: writeLink,
  other: (part) => {
    switch (part.kind) {
      case 'mention':
        return mention(part.id, part.name, deployment);
      case 'status':
        return status(part.text, part.color);
      case 'date':
        return `<time datetime="${part.day}" />`;
      case 'card':
        return `<a href="${escapeXml(part.url)}" data-card-appearance="inline">${escapeXml(part.url)}</a>`;
      case 'image':
        return image(part.src, part.alt);
      case 'raw':
        return part.format === 'storage' ? checkedStorage(part.source) : `<code>${escapeXml(part.source)}</code>`;
    }
  },
});

/** Servers know people by key, the pages of old servers also by user name. */
function mention(id: string, name: string, deployment: Deployment): string {
  const login = userNameOf(id);
  if (login !== undefined && deployment === 'cloud') return escapeXml(`@${name}`);
  const kind = login !== undefined ? 'username' : deployment === 'cloud' ? 'account-id' : 'userkey';
  return `<ac:link><ri:user ri:${kind}="${escapeXml(login ?? id)}" /></ac:link>`;
}

const colours: Readonly<Record<string, string>> = {
  grey: 'Grey',
  gray: 'Grey',
  neutral: 'Grey',
  red: 'Red',
  yellow: 'Yellow',
  green: 'Green',
  blue: 'Blue',
  purple: 'Purple',
};

function status(text: string, color: string): string {
  const colour = colours[color.toLowerCase()] ?? 'Grey';
  return (
    '<ac:structured-macro ac:name="status">' +
    `<ac:parameter ac:name="title">${escapeXml(text)}</ac:parameter>` +
    `<ac:parameter ac:name="colour">${colour}</ac:parameter></ac:structured-macro>`
  );
}

function image(src: string, alt: string): string {
  const file = attachmentOf(src);
  if (file !== undefined) {
    const given = alt === '' || alt === file ? '' : ` ac:alt="${escapeXml(alt)}"`;
    return `<ac:image${given}><ri:attachment ri:filename="${escapeXml(file)}" /></ac:image>`;
  }
  const given = alt === '' ? '' : ` ac:alt="${escapeXml(alt)}"`;
  return `<ac:image${given}><ri:url ri:value="${escapeXml(src)}" /></ac:image>`;
}

/** Pages and files are named, not addressed, so that they are found after they move. */
function writeLink(href: string, label: string, words: string): string {
  const page = pageOf(href);
  const file = attachmentOf(href);
  const body = (name: string): string =>
    words === name && !label.includes('<') ? '' : `<ac:link-body>${label}</ac:link-body>`;
  if (page !== undefined) {
    const anchor = page.anchor === '' ? '' : ` ac:anchor="${escapeXml(page.anchor)}"`;
    const space = page.space === '' ? '' : ` ri:space-key="${escapeXml(page.space)}"`;
    const target = `<ri:page${space} ri:content-title="${escapeXml(page.title)}" />`;
    return `<ac:link${anchor}>${target}${body(page.title)}</ac:link>`;
  }
  if (file !== undefined) return `<ac:link><ri:attachment ri:filename="${escapeXml(file)}" />${body(file)}</ac:link>`;
  if (href.startsWith('inline-comment:')) {
    const reference = escapeXml(href.slice('inline-comment:'.length));
    return `<ac:inline-comment-marker ac:ref="${reference}">${label}</ac:inline-comment-marker>`;
  }
  if (href.startsWith('#')) return anchorLink(href.slice(1), label, words);
  return `<a href="${escapeXml(href)}">${label}</a>`;
}

function anchorLink(encoded: string, label: string, words: string): string {
  let anchor = encoded;
  try {
    anchor = decodeURIComponent(encoded);
  } catch {
    // Not encoded: a percent sign of its own.
  }
  const body = label.includes('<') ? `<ac:link-body>${label}</ac:link-body>` : plainBody(words, anchor);
  return `<ac:link ac:anchor="${escapeXml(anchor)}">${body}</ac:link>`;
}

const plainBody = (words: string, anchor: string): string =>
  words === anchor ? '' : `<ac:plain-text-link-body>${cdata(words)}</ac:plain-text-link-body>`;
