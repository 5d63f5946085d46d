import { Page } from '../ui/page.tsx';
import { AboutSection } from './about-section.tsx';
import { AppearanceSection } from './appearance-section.tsx';
import { AttachmentsSection } from './attachments-section.tsx';
import { KeysSection } from './keys-section.tsx';
import { NetworkSection } from './network-section.tsx';
import { SecretsSection } from './secrets-section.tsx';

export function SettingsScreen() {
  return (
    <Page title="Settings">
      <SecretsSection />
      <KeysSection />
      <AttachmentsSection />
      <NetworkSection />
      <AppearanceSection />
      <AboutSection />
    </Page>
  );
}
