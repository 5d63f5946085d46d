import { Page } from '../ui/page.tsx';

export function HuntScreen() {
  return (
    <Page title="Plain-text keys" summary="Keys that lie about in files, where other programs can read them.">
      {null}
    </Page>
  );
}
