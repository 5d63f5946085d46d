import { Page } from '../ui/page.tsx';
import { AboutSection } from './about-section.tsx';
import { AppearanceSection } from './appearance-section.tsx';
import { AttachmentsSection } from './attachments-section.tsx';
import { NetworkSection } from './network-section.tsx';
import { SecretsSection } from './secrets-section.tsx';

export function SettingsScreen() {
  return (
    <Page title="Settings">
      <SecretsSection />
      <AttachmentsSection />
      <NetworkSection />
      <AppearanceSection />
      <AboutSection />
    </Page>
  );
}
