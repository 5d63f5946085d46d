import { Page } from '../ui/page.tsx';

export function ClientsScreen() {
  return (
    <Page title="Other clients" summary="Where else MCP Keyring is, and what each client may do.">
      {null}
    </Page>
  );
}
