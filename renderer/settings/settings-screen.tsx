import { useRead } from '../api/queries.ts';
import { Page } from '../ui/page.tsx';
import { useSectionInSight } from '../ui/use-section-in-sight.ts';
import { AboutSection } from './about-section.tsx';
import { AppearanceSection } from './appearance-section.tsx';
import { AttachmentsSection } from './attachments-section.tsx';
import { KeysSection } from './keys-section.tsx';
import { NetworkSection } from './network-section.tsx';
import { SecretsSection } from './secrets-section.tsx';

export function SettingsScreen({ section }: { section: string | undefined }) {
  const [secrets, preferences] = [useRead('secrets.status', {}), useRead('preferences.get', {})];
  // Before that the sections are not as high as they will be.
  useSectionInSight(section, !secrets.isPending && !preferences.isPending);
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
