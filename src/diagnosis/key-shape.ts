import { encodedTokenOf, tokenShapeOf } from '../recognition/token-shapes.ts';

/** Whose key a text is, by its form alone. */
export type KeyShape =
  'atlassian-cloud' | 'data-center' | 'clickup' | 'openproject' | 'targetprocess' | 'header' | 'elsewhere';

type Shaped = { readonly shape: KeyShape; /** With its article: "a ClickUp API token". */ readonly called: string };

/** `undefined` where the form says nothing: many keys are any letters. */
export function shapeOf(secret: string): Shaped | undefined {
  const text = secret.trim();
  if (/^(authorization:|basic |bearer )/i.test(text)) return { shape: 'header', called: 'a whole header line' };
  const known = tokenShapeOf(text);
  if (known !== undefined) return { shape: known.family ?? 'elsewhere', called: known.called };
  return shapeOfBase64(text);
}

function shapeOfBase64(text: string): Shaped | undefined {
  switch (encodedTokenOf(text)) {
    case 'data-center':
      return { shape: 'data-center', called: 'a personal access token of Jira or Confluence Data Center' };
    case 'targetprocess':
      return { shape: 'targetprocess', called: 'a Targetprocess access token' };
    case 'login':
      return { shape: 'header', called: 'a login with the key in it' };
    case undefined:
      return undefined;
  }
}
