/** `/api/v3/work_packages/12` -> `12`. */
export function idIn(href: string | undefined): string | undefined {
  return href?.split('/').at(-1);
}

/** An address OpenProject gave, as one below ours: it may begin with the folder OpenProject is installed in. */
export function pathIn(href: string): string | undefined {
  const start = href.indexOf('/api/v3/');
  const path = start === -1 ? undefined : href.slice(start);
  return path?.includes('..') === true ? undefined : path;
}

/** Where the API's own links begin: `/api/v3`, below the folder OpenProject is installed in. */
export function linkRoot(baseUrl: string): string {
  return `${new URL(baseUrl).pathname.replace(/\/+$/, '')}/api/v3`;
}
