import { Page } from '../ui/page.tsx';

export function ProfilesScreen() {
  return (
    <Page title="Other servers" summary="Other MCP servers, started with keys from the keychain.">
      {null}
    </Page>
  );
}
